package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The runner tells right verdicts from wrong ones, and says so in its last line and its exit code. */
class ConformanceTest {
    private static final String SECRET = "the secret of these tests, number 1";
    private static final long SENT = 1_767_225_600;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    @DisplayName("every vector of this project passes")
    void own() {
        int exit = run(VectorFiles.all().stream().map(Path::toString).toList());

        assertThat(lines()).last().asString().matches("[1-9][0-9]* passed, 0 failed");
        assertThat(exit).isZero();
    }

    @Test
    @DisplayName(
            "right verdicts pass, of accepted and of refused requests; the last line counts them and the exit code is 0")
    void right() throws IOException {
        Map<String, Object> unsigned = signed("github");
        unsigned.put("headers", Map.of());
        unsigned.put("expect", "invalid:signature_missing");

        assertThat(run(file(signed("github"), unsigned, signed("slack")))).isZero();
        assertThat(lines()).containsExactly("3 passed, 0 failed");
    }

    @Test
    @DisplayName("a wrong verdict is one line that names provider, vector and both verdicts, and the exit code is 1")
    void wrong() throws IOException {
        Map<String, Object> tampered = signed("github");
        tampered.put("body_b64", base64("{\"id\":2}"));
        Map<String, Object> acceptable = signed("slack");
        acceptable.put("expect", "invalid:signature_mismatch");

        assertThat(run(file(tampered, acceptable, signed("github")))).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "FAILED github: example: expected valid, got invalid:signature_mismatch",
                        "FAILED slack: example: expected invalid:signature_mismatch, got valid",
                        "1 passed, 2 failed");
    }

    @ParameterizedTest
    @CsvSource({"delivery_id,id-1", "event_id,event-1", "event_type,products/update"})
    @DisplayName(
            "an accepted delivery with another id or type than the expected one fails, and the line names the field")
    void values(String field, String value) throws IOException {
        Map<String, Object> right = signed("shopify");
        right.put("headers", with(right.get("headers"), "X-Shopify-Webhook-Id", "id-1"));
        right.put("headers", with(right.get("headers"), "X-Shopify-Event-Id", "event-1"));
        right.put("headers", with(right.get("headers"), "X-Shopify-Topic", "products/update"));
        right.put(field, value);
        Map<String, Object> other = new LinkedHashMap<>(right);
        other.put(field, value + "-x");
        Map<String, Object> absent = signed("github");
        absent.put(field, value);

        assertThat(run(file(right, other, absent))).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "FAILED shopify: example: expected valid, got invalid:" + field,
                        "FAILED github: example: expected valid, got invalid:" + field,
                        "1 passed, 2 failed");
    }

    @Test
    @DisplayName("what must be refused and is accepted fails, whatever its id should be")
    void valuesOfRefused() throws IOException {
        Map<String, Object> accepted = signed("github");
        accepted.put("expect", "invalid:signature_mismatch");
        accepted.put("delivery_id", "another");

        assertThat(run(file(accepted))).isEqualTo(1);
    }

    @Test
    @DisplayName("a handshake that is not answered fails, even if the request is accepted as a delivery")
    void handshake() throws IOException {
        Map<String, Object> delivery = signed("github");
        delivery.put("note", "expected_response=challenge");

        assertThat(run(file(delivery))).isEqualTo(1);
        assertThat(lines()).first().asString().endsWith("got invalid:handshake_unanswered");
    }

    @Test
    @DisplayName("a signed handshake passes with the expected answer, whatever the spelling of its JSON")
    void signedHandshake() throws IOException {
        Map<String, Object> text = zoom();
        Map<String, Object> object = zoom();
        object.put(
                "answer",
                Map.of("status", 200, "type", "application/json", "body", object.get("answer"), "headers", Map.of()));
        Map<String, Object> unanswered = zoom();
        unanswered.remove("answer");

        assertThat(run(file(text, object, unanswered))).isZero();
    }

    @Test
    @DisplayName("a handshake with another answer fails, and so does a delivery in its place, or it in a delivery's")
    void wrongHandshake() throws IOException {
        Map<String, Object> otherBody = zoom();
        otherBody.put("answer", "{}");
        Map<String, Object> otherStatus = zoom();
        otherStatus.put("answer", Map.of("status", 204));
        Map<String, Object> otherHeader = zoom();
        otherHeader.put("answer", Map.of("headers", Map.of("X-Challenge", "1")));
        Map<String, Object> delivery = signed("github");
        delivery.put("expect", "handshake");
        Map<String, Object> refused = zoom();
        refused.put("expect", "invalid:signature_mismatch");
        refused.remove("answer");

        assertThat(run(file(otherBody, otherStatus, otherHeader, delivery, refused)))
                .isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "FAILED zoom: example: expected handshake, got invalid:handshake_answer",
                        "FAILED zoom: example: expected handshake, got invalid:handshake_answer",
                        "FAILED zoom: example: expected handshake, got invalid:handshake_answer",
                        "FAILED github: example: expected handshake, got valid",
                        "FAILED zoom: example: expected invalid:signature_mismatch, got valid",
                        "0 passed, 5 failed");
    }

    /** A challenge of Zoom's with the answer to it, in another order than this library writes it. */
    private static Map<String, Object> zoom() {
        String body = "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"abc\"}}";
        Map<String, Object> vector = signed("zoom", body);
        vector.put("expect", "handshake");
        vector.put(
                "answer",
                "{ \"encryptedToken\": \"88d24152c4b571f63d193dd5ce4c44120b51d122b40ada9c216dc9cbca4a9d7b\", \"plainToken\": \"abc\" }");
        return vector;
    }

    @Test
    @DisplayName("the time at which to verify counts: a vector that is too old then is refused")
    void time() throws IOException {
        Map<String, Object> late = signed("slack");
        late.put("now_epoch_s", SENT + 301);

        assertThat(run(file(late))).isEqualTo(1);
        assertThat(lines()).first().asString().endsWith("expected valid, got invalid:timestamp_too_old");
    }

    @Test
    @DisplayName("without a time at which to verify, a signed delivery of any age is accepted")
    void anyAge() throws IOException {
        Map<String, Object> undated = signed("slack");
        undated.put("now_epoch_s", null);

        assertThat(run(file(undated))).isZero();
    }

    @Test
    @DisplayName("of several secrets any may have signed, in a list as in an object of ids")
    void secrets() throws IOException {
        Map<String, Object> list = signed("github");
        list.put("secret", List.of("the secret of these tests, number 2", SECRET));
        Map<String, Object> ids = signed("github");
        ids.put("secret", Map.of("new", "the secret of these tests, number 2", "old", SECRET));

        assertThat(run(file(list, ids))).isZero();
    }

    @Test
    @DisplayName("an empty secret never verifies")
    void emptySecret() throws IOException {
        Map<String, Object> refused = signed("github");
        refused.put("secret", "");
        refused.put("expect", "invalid:empty_secret");

        assertThat(run(file(refused))).isZero();
        refused.put("expect", "valid");
        assertThat(run(file(refused))).isEqualTo(1);
    }

    @Test
    @DisplayName("a provider that the catalogue does not have fails, with the nearest name")
    void unknownProvider() throws IOException {
        Map<String, Object> unknown = signed("github");
        unknown.put("provider", "githib");
        unknown.put("expect", "invalid:signature_mismatch");

        assertThat(run(file(unknown))).isEqualTo(1);
        assertThat(lines().get(0)).contains("githib", "did you mean 'github'?");
    }

    @Test
    @DisplayName("another reason than the expected one is no failure, and a line of its own if one asks for reasons")
    void reasons() throws IOException {
        Map<String, Object> unsigned = signed("github");
        unsigned.put("headers", Map.of());
        unsigned.put("expect", "invalid:missing_header");
        String file = file(unsigned).get(0);

        assertThat(run(List.of(file))).isZero();
        assertThat(lines()).containsExactly("1 passed, 0 failed");
        assertThat(run(List.of("--reasons", file))).isZero();
        assertThat(lines())
                .containsExactly(
                        "reason github: example: expected invalid:missing_header, got invalid:signature_missing",
                        "1 passed, 0 failed");
    }

    @Test
    @DisplayName("a file that is missing, no JSON or without a field is unusable: exit code 2 and its name")
    void unusable() throws IOException {
        Path noJson = Files.writeString(folder.resolve("broken.json"), "[{");
        Map<String, Object> incomplete = signed("github");
        incomplete.remove("expect");

        assertThat(run(List.of(folder.resolve("absent.json").toString()))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("absent.json");
        assertThat(run(List.of(noJson.toString()))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("broken.json");
        assertThat(run(file(incomplete))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'expect'");
    }

    @Test
    @DisplayName("without a file, or with an option that is none, it says how it is used: exit code 2")
    void usage() {
        assertThat(run(List.of())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("usage:");
        assertThat(run(List.of("--help"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("usage:");
    }

    private int run(List<String> arguments) {
        out.reset();
        err.reset();
        return Conformance.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @SafeVarargs
    private List<String> file(Map<String, Object>... vectors) throws IOException {
        Path file = Files.createTempFile(folder, "vectors", ".json");
        Files.write(file, new JsonMapper().writeValueAsBytes(vectors));
        return List.of(file.toString());
    }

    /** A vector that must be accepted; the caller may change it. */
    private static Map<String, Object> signed(String provider) {
        return signed(provider, "{\"id\":1}");
    }

    private static Map<String, Object> signed(String provider, String body) {
        WebhookRequest request = WebhookSigner.of(Providers.get(provider), Secret.of(SECRET))
                .draft()
                .sentAt(Instant.ofEpochSecond(SENT))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .sign();
        Map<String, Object> headers = new LinkedHashMap<>();
        request.headers()
                .names()
                .forEach(
                        name -> headers.put(name, request.headers().values(name).get(0)));
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("provider", provider);
        vector.put("name", "example");
        vector.put("secret", SECRET);
        vector.put("url", null);
        vector.put("method", "POST");
        vector.put("headers", headers);
        vector.put("body_b64", base64(body));
        vector.put("now_epoch_s", SENT);
        vector.put("expect", "valid");
        return vector;
    }

    private static Map<Object, Object> with(Object headers, String name, String value) {
        Map<Object, Object> more = new LinkedHashMap<>((Map<?, ?>) headers);
        more.put(name, value);
        return more;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
