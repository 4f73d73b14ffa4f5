package io.hookward.testkit.explain;

import static io.hookward.testkit.explain.Broken.BODY;
import static io.hookward.testkit.explain.Broken.NOW;
import static io.hookward.testkit.explain.Broken.SECRET;
import static io.hookward.testkit.explain.Broken.URL;
import static io.hookward.testkit.explain.Broken.WHSEC;
import static io.hookward.testkit.explain.Broken.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.testkit.Requests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cause, alone. */
class CauseTest {
    private static final String GITHUB = "X-Hub-Signature-256";
    private static final String PRETTY =
            "{\n  \"id\": \"evt_1\",\n  \"type\": \"ping\",\n  \"n\": [\n    1,\n    2\n  ]\n}";
    private static final String COMPACT = "{\"id\":\"evt_1\",\"type\":\"ping\",\"n\":[1,2]}";
    private static final String FORM = "token=x1&text=a+b%2Fc%7Ed&user=Zo%C3%AB";

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    @DisplayName("a delivery that is broken in one way gets just that finding")
    void alone(Cause cause, String how, Broken broken) {
        Diagnosis diagnosis = broken.explain();

        assertThat(diagnosis.isVerified()).isFalse();
        assertThat(diagnosis.findings())
                .as(diagnosis.toString())
                .extracting(Finding::cause)
                .containsExactly(cause);
    }

    @Test
    @DisplayName("there is a test for each cause")
    void complete() {
        Set<Cause> tested =
                broken().map(arguments -> (Cause) arguments.get()[0]).collect(Collectors.toSet());

        assertThat(EnumSet.allOf(Cause.class)).isSubsetOf(tested);
    }

    @Test
    @DisplayName("ids are distinct, and neither sentence nor fix ends with a full stop")
    void wording() {
        assertThat(Arrays.stream(Cause.values()).map(Cause::id)).doesNotHaveDuplicates();
        assertThat(Cause.values()).allSatisfy(cause -> {
            assertThat(cause.id()).matches("[a-z]+\\.[a-z0-9-]+");
            assertThat(cause.statement() + cause.fix()).doesNotContain(". ").doesNotEndWith(".");
        });
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                        times(),
                        bodies(),
                        json(),
                        forms(),
                        codings(),
                        secrets(),
                        otherSecrets(),
                        schemes(),
                        headers(),
                        urls())
                .flatMap(some -> some);
    }

    private static Arguments of(Cause cause, String how, Broken broken) {
        return Arguments.of(cause, how, broken);
    }

    private static Stream<Arguments> times() {
        return Stream.of(
                of(Cause.TIME_STALE, "an hour old", Broken.of("slack").sentAt(NOW.minus(Duration.ofHours(1)))),
                of(Cause.TIME_FUTURE, "an hour ahead", Broken.of("slack").sentAt(NOW.plus(Duration.ofHours(1)))),
                of(
                        Cause.TIME_UNIT,
                        "milliseconds",
                        Broken.of(Providers.get("avnology"), unit("avnology", "milliseconds"))),
                of(Cause.TIME_UNIT, "ISO 8601", Broken.of(Providers.get("avnology"), unit("avnology", "iso-8601"))));
    }

    private static Stream<Arguments> bodies() {
        return Stream.of(
                of(Cause.BODY_NEWLINE_ADDED, "LF", Broken.of("github").received(BODY + "\n")),
                of(Cause.BODY_NEWLINE_ADDED, "CRLF", Broken.of("github").received(BODY + "\r\n")),
                of(
                        Cause.BODY_NEWLINE_LOST,
                        "LF",
                        Broken.of("github").body(BODY + "\n").received(BODY)),
                of(
                        Cause.BODY_NEWLINE_LOST,
                        "CRLF",
                        Broken.of("github").body(BODY + "\r\n").received(BODY)),
                of(Cause.BODY_WHITESPACE_ADDED, "", Broken.of("github").received(" " + BODY + " \n\n")),
                of(Cause.BODY_CRLF, "", Broken.of("github").body(PRETTY).received(PRETTY.replace("\n", "\r\n"))),
                of(
                        Cause.BODY_LF,
                        "",
                        Broken.of("github").body(PRETTY.replace("\n", "\r\n")).received(PRETTY)),
                of(Cause.BODY_BOM_ADDED, "", Broken.of("github").received("\uFEFF" + BODY)),
                of(
                        Cause.BODY_BOM_LOST,
                        "",
                        Broken.of("github").body("\uFEFF" + BODY).received(BODY)),
                of(
                        Cause.BODY_CHARSET,
                        "ISO 8859-1",
                        Broken.of("github").received(new String(bytes(BODY), StandardCharsets.ISO_8859_1))),
                of(
                        Cause.BODY_CHARSET,
                        "written as it",
                        Broken.of("github").received(BODY.getBytes(StandardCharsets.ISO_8859_1))),
                of(Cause.BODY_CHARSET, "UTF-16", Broken.of("github").received(BODY.getBytes(StandardCharsets.UTF_16))),
                of(
                        Cause.BODY_LONGER_THAN_DECLARED,
                        "",
                        Broken.of("github")
                                .change(request ->
                                        Requests.with(request, "Content-Length", String.valueOf(bytes(BODY).length)))
                                .received(BODY + "\0\0\0")));
    }

    private static Stream<Arguments> json() {
        return Stream.of(
                of(
                        Cause.BODY_JSON_COMPACT,
                        "",
                        Broken.of("github").body(COMPACT).received(PRETTY)),
                of(
                        Cause.BODY_JSON_COMPACT,
                        "odd blanks",
                        Broken.of("github").body(COMPACT).received(COMPACT.replace(",", "  ,"))),
                of(
                        Cause.BODY_JSON_PRETTY,
                        "two",
                        Broken.of("github").body(PRETTY).received(COMPACT)),
                of(
                        Cause.BODY_JSON_PRETTY,
                        "Python",
                        Broken.of("github")
                                .body("{\"id\": \"evt_1\", \"type\": \"ping\", \"n\": [1, 2]}")
                                .received(COMPACT)),
                of(
                        Cause.BODY_JSON_PRETTY,
                        "Jackson",
                        Broken.of("github")
                                .body("{\n  \"id\" : \"evt_1\",\n  \"type\" : \"ping\",\n  \"n\" : [ 1, 2 ]\n}")
                                .received(COMPACT)),
                of(
                        Cause.BODY_JSON_KEY_ORDER,
                        "sorted",
                        Broken.of("github")
                                .body("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}")
                                .received("{\"b\":{\"d\":3,\"c\":2},\"a\":1}")),
                of(
                        Cause.BODY_JSON_KEY_ORDER,
                        "lost",
                        Broken.of("github")
                                .body("{\"z\":1,\"b\":2,\"m\":3,\"a\":4}")
                                .received("{\"a\":4,\"b\":2,\"m\":3,\"z\":1}")),
                of(
                        Cause.BODY_JSON_ESCAPES,
                        "ASCII",
                        Broken.of("github").body(BODY.replace("ë", "\\u00eb")).received(BODY)),
                of(
                        Cause.BODY_JSON_ESCAPES,
                        "slash",
                        Broken.of("github").body(BODY.replace("/", "\\/")).received(BODY)),
                of(
                        Cause.BODY_JSON_ESCAPES,
                        "HTML",
                        Broken.of("github").body(BODY.replace("&", "\\u0026")).received(BODY)),
                of(Cause.BODY_JSON_ESCAPES, "undone", Broken.of("github").received(BODY.replace("/", "\\/"))),
                of(
                        Cause.BODY_JSON_IN_STRING,
                        "",
                        Broken.of("github").received("\"" + BODY.replace("\"", "\\\"") + "\"")));
    }

    private static Stream<Arguments> forms() {
        return Stream.of(
                of(
                        Cause.BODY_FORM_ENCODING,
                        "blank",
                        Broken.of("slack").body(FORM).received(FORM.replace("+", "%20"))),
                of(
                        Cause.BODY_FORM_ENCODING,
                        "tilde",
                        Broken.of("slack").body(FORM).received(FORM.replace("%7E", "~"))),
                of(
                        Cause.BODY_FORM_ENCODING,
                        "case",
                        Broken.of("slack")
                                .body(FORM.replace("%C3%AB", "%c3%ab")
                                        .replace("%2F", "%2f")
                                        .replace("%7E", "%7e"))
                                .received(FORM)),
                of(
                        Cause.BODY_FORM_ORDER,
                        "",
                        Broken.of("slack").body(FORM).received("text=a+b%2Fc%7Ed&token=x1&user=Zo%C3%AB")),
                of(
                        Cause.BODY_FORM_UNWRAPPED,
                        "",
                        Broken.of("github")
                                .body("payload=%7B%22id%22%3A%22evt_1%22%2C%22a%22%3A%22b+c%22%7D")
                                .received("{\"id\":\"evt_1\",\"a\":\"b c\"}")));
    }

    private static Stream<Arguments> codings() {
        byte[] zipped = gzip(bytes(BODY));
        return Stream.of(
                of(Cause.BODY_COMPRESSED, "", Broken.of("github").received(zipped)),
                of(Cause.BODY_DECOMPRESSED, "", Broken.of("github").body(zipped).received(BODY)),
                of(
                        Cause.BODY_CHUNK_FRAMING,
                        "",
                        Broken.of("github")
                                .received("5\r\n" + BODY.substring(0, 5) + "\r\n"
                                        + Integer.toHexString(bytes(BODY).length - 5) + "\r\n" + BODY.substring(5)
                                        + "\r\n0\r\n\r\n")));
    }

    private static Stream<Arguments> secrets() {
        String hex = HexFormat.of().formatHex(bytes(SECRET));
        String base64 = WHSEC.substring("whsec_".length());
        return Stream.of(
                of(Cause.SECRET_WHITESPACE, "line break", Broken.of("github").secret(SECRET, SECRET + "\n")),
                of(Cause.SECRET_WHITESPACE, "blank", Broken.of("github").secret(SECRET, " " + SECRET)),
                of(Cause.SECRET_QUOTED, "double", Broken.of("github").secret(SECRET, '"' + SECRET + '"')),
                of(Cause.SECRET_QUOTED, "single", Broken.of("github").secret(SECRET, "'" + SECRET + "'")),
                of(Cause.SECRET_LINE_BREAK, "", Broken.of("github").secret(SECRET, SECRET + "\\n")),
                of(
                        Cause.SECRET_NEWLINE_LOST,
                        "",
                        Broken.of(Providers.get("github"), hexKey("github")).secret(hex + "0a", SECRET)),
                of(Cause.SECRET_BOM, "", Broken.of("github").secret(SECRET, "\uFEFF" + SECRET)),
                of(Cause.SECRET_ASSIGNMENT, "", Broken.of("github").secret(SECRET, "GITHUB_SECRET=" + SECRET)),
                of(
                        Cause.SECRET_URL_ENCODED,
                        "",
                        Broken.of("github").secret("a/secret+of tests&all", "a%2Fsecret%2Bof%20tests%26all")),
                of(
                        Cause.SECRET_PREFIX_KEPT,
                        "whole as text",
                        Broken.of(Providers.get("standard-webhooks"), key("standard-webhooks", "text"))
                                .secret(WHSEC, WHSEC)),
                of(Cause.SECRET_PREFIX_STRIPPED, "", Broken.of("stripe").secret(base64, WHSEC)),
                of(
                        Cause.SECRET_VERSION_PREFIX,
                        "",
                        Broken.of("standard-webhooks").secret(WHSEC, "v1," + WHSEC)),
                of(
                        Cause.SECRET_BASE64_DECODED,
                        "whsec_",
                        Broken.of(Providers.get("avnology"), key("avnology", "strip whsec_", "base64"))
                                .secret(WHSEC, WHSEC)),
                of(
                        Cause.SECRET_BASE64_DECODED,
                        "plain",
                        Broken.of(Providers.get("github"), key("github", "base64"))
                                .secret(base64, base64)),
                of(
                        Cause.SECRET_HEX_DECODED,
                        "",
                        Broken.of(Providers.get("github"), hexKey("github")).secret(hex, hex)),
                of(
                        Cause.SECRET_NOT_DECODED,
                        "",
                        Broken.of(Providers.get("svix"), key("svix", "strip whsec_", "text"))
                                .secret(WHSEC, WHSEC)),
                of(Cause.SECRET_ENCODED, "", Broken.of("github").secret(base64, SECRET)));
    }

    private static Stream<Arguments> otherSecrets() {
        String other = "another secret of another endpoint";
        return Stream.of(
                of(
                        Cause.SECRET_OLD,
                        "",
                        Broken.of("github").secret(other, SECRET).with(one -> one.oldSecret("OLD", other))),
                of(
                        Cause.SECRET_OTHER_ENDPOINT,
                        "",
                        Broken.of("github").secret(other, SECRET).with(one -> one.secretOfOtherEndpoint("B", other))),
                of(
                        Cause.SECRET_OTHER_MODE,
                        "",
                        Broken.of("stripe").secret(other, SECRET).with(one -> one.secretOfOtherMode("TEST", other))));
    }

    private static Stream<Arguments> schemes() {
        return Stream.of(
                of(
                        Cause.SCHEME_ALGORITHM,
                        "",
                        Broken.of(Providers.get("avra"), field("avra", "algorithm", "hmac-sha512"))),
                of(
                        Cause.SCHEME_ENCODING,
                        "base64",
                        Broken.of(Providers.get("avra"), signature("avra", "encoding", "base64"))),
                of(
                        Cause.SCHEME_ENCODING,
                        "base64url",
                        Broken.of(Providers.get("square"), signature("square", "encoding", "base64url"))),
                of(
                        Cause.SCHEME_ENCODING,
                        "hex",
                        Broken.of(Providers.get("shopify"), signature("shopify", "encoding", "hex"))),
                of(
                        Cause.SCHEME_PREFIX,
                        "lost",
                        Broken.of("slack").header("X-Slack-Signature", value -> value.substring(3))),
                of(
                        Cause.SCHEME_PREFIX,
                        "added",
                        Broken.of(Providers.get("avnology"), signature("avnology", "prefix", "sha256="))),
                of(
                        Cause.SCHEME_LABEL,
                        "test mode",
                        Broken.of("stripe").header("Stripe-Signature", value -> value.replace("v1=", "v0="))),
                of(Cause.SCHEME_HEADER, "", Broken.of("avnology").moved("X-Avnology-Signature", "X-Gateway-Seal")),
                of(
                        Cause.SCHEME_TEMPLATE,
                        "body alone",
                        Broken.of(Providers.get("avnology"), field("avnology", "content", "{body}"))),
                of(
                        Cause.SCHEME_TEMPLATE,
                        "colon",
                        Broken.of(Providers.get("avnology"), field("avnology", "content", "{timestamp}:{body}"))),
                of(
                        Cause.SCHEME_OTHER_VARIANT,
                        "",
                        Broken.of("github")
                                .variant(2)
                                .moved("X-Hub-Signature", "X-Hub-Signature-256")
                                .change(CauseTest::withOldSignature)),
                of(Cause.SCHEME_OTHER_PROVIDER, "", Broken.of(Providers.get("github"), Providers.get("slack"))),
                of(
                        Cause.SIGNATURE_TRUNCATED,
                        "hex",
                        Broken.of("github").header(GITHUB, value -> value.substring(0, 50))),
                of(
                        Cause.SIGNATURE_TRUNCATED,
                        "base64",
                        Broken.of("shopify").header("X-Shopify-Hmac-SHA256", value -> value.substring(0, 30))));
    }

    private static Stream<Arguments> headers() {
        return Stream.of(
                of(Cause.SIGNATURE_QUOTED, "", Broken.of("github").header(GITHUB, value -> '"' + value + '"')),
                of(
                        Cause.SIGNATURE_WHITESPACE,
                        "",
                        Broken.of("github")
                                .header(GITHUB, value -> value.substring(0, 40) + " " + value.substring(40))),
                of(
                        Cause.SIGNATURE_URL_ENCODED,
                        "",
                        Broken.of("shopify")
                                .header(
                                        "X-Shopify-Hmac-SHA256",
                                        value -> value.replace("=", "%3D")
                                                .replace("+", "%2B")
                                                .replace("/", "%2F"))),
                of(
                        Cause.SIGNATURE_PLUS_LOST,
                        "",
                        withPlus().header("X-Shopify-Hmac-SHA256", value -> value.replace('+', ' '))),
                of(
                        Cause.SIGNATURE_PADDING_LOST,
                        "",
                        Broken.of("shopify").header("X-Shopify-Hmac-SHA256", value -> value.replace("=", ""))),
                of(
                        Cause.HEADER_RENAMED,
                        "CGI",
                        Broken.of("slack")
                                .moved("X-Slack-Signature", "HTTP_X_SLACK_SIGNATURE")
                                .moved("X-Slack-Request-Timestamp", "HTTP_X_SLACK_REQUEST_TIMESTAMP")));
    }

    private static Stream<Arguments> urls() {
        return Stream.of(
                of(Cause.URL_SCHEME, "", square(URL, URL.replace("https:", "http:"))),
                of(
                        Cause.URL_HOST,
                        "",
                        square(URL, URL.replace("hooks.example.com", "10.0.0.7"))
                                .change(request -> Requests.with(request, "X-Forwarded-Host", "hooks.example.com"))),
                of(Cause.URL_PORT, "lost", square(URL.replace(".com", ".com:8443"), URL)),
                of(Cause.URL_PORT, "added", square(URL, URL.replace(".com", ".com:8080"))),
                of(Cause.URL_SLASH, "", square("https://example.com/in/", "https://example.com/in")),
                of(Cause.URL_PATH, "prefix added", square(URL, URL.replace("/in/", "/app/in/"))),
                of(
                        Cause.URL_PATH,
                        "prefix stripped",
                        square(URL, URL.replace("/in/", "/"))
                                .change(request -> Requests.with(request, "X-Forwarded-Prefix", "/in"))),
                of(Cause.URL_QUERY, "", square("https://example.com/in", "https://example.com/in?debug=1")),
                of(Cause.URL_QUERY_ORDER, "", square(URL, URL.replace("b=2&a=1%20x", "a=1%20x&b=2"))),
                of(Cause.URL_ESCAPES, "", square(URL, URL.replace("%20", "+"))));
    }

    /** A delivery whose signature has a plus in it. */
    private static Broken withPlus() {
        return IntStream.range(0, 1000)
                .mapToObj(number -> Broken.of("shopify").body("{\"id\":" + number + "}"))
                .filter(broken -> String.valueOf(broken.request().headers().first("X-Shopify-Hmac-SHA256"))
                        .contains("+"))
                .findFirst()
                .orElseThrow();
    }

    private static Broken square(String signed, String received) {
        return Broken.of("square").urls(signed, received);
    }

    /** What a receiver that reads the new header alone sees of an old sender. */
    private static WebhookRequest withOldSignature(WebhookRequest request) {
        String value = String.valueOf(request.headers().first(GITHUB));
        return Requests.with(Requests.with(request, GITHUB, "sha256=" + "0".repeat(64)), "X-Hub-Signature", value);
    }

    private static SignatureScheme field(String provider, String field, Object value) {
        Map<String, Object> definition = Recipes.definition(Providers.get(provider), 0);
        definition.put(field, value);
        return SignatureScheme.of(definition, "test");
    }

    private static SignatureScheme signature(String provider, String field, Object value) {
        Map<String, Object> definition = Recipes.definition(Providers.get(provider), 0);
        Map<String, Object> signature = new LinkedHashMap<>(Recipes.copy((Map<?, ?>) definition.get("signature")));
        signature.put(field, value);
        return field(provider, "signature", signature);
    }

    private static SignatureScheme unit(String provider, String unit) {
        Map<String, Object> definition = Recipes.definition(Providers.get(provider), 0);
        Map<String, Object> timestamp = new LinkedHashMap<>(Recipes.copy((Map<?, ?>) definition.get("timestamp")));
        timestamp.put("unit", unit);
        return field(provider, "timestamp", timestamp);
    }

    private static SignatureScheme key(String provider, String... steps) {
        return field(provider, "key", List.of(steps));
    }

    private static SignatureScheme hexKey(String provider) {
        return key(provider, "hex");
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return zipped.toByteArray();
    }
}
