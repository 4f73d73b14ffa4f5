package io.hookward.testkit.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.Requests;
import io.hookward.verify.Explanation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A finding is a fact. Runs a short time in each build; with {@code -Dexplain.factor=100} it tries 10,000 double faults and
 * 1,000 unrelated secrets or more.
 */
class NoFalseFindingTest {
    private static final int FACTOR = Integer.getInteger("explain.factor", 1);
    private static final List<String> PROVIDERS =
            List.of("github", "slack", "stripe", "shopify", "standard-webhooks", "square", "avnology", "avala");

    /** Something that goes wrong with a body. */
    private record Fault(Cause cause, UnaryOperator<byte[]> change) {}

    /** Something that goes wrong with a secret. */
    private record SecretFault(Cause cause, UnaryOperator<String> change) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault(Cause.BODY_NEWLINE_ADDED, body -> text(body, text -> text + "\n")),
            new Fault(Cause.BODY_NEWLINE_ADDED, body -> text(body, text -> text + "\r\n")),
            new Fault(Cause.BODY_BOM_ADDED, body -> text(body, text -> "\uFEFF" + text)),
            new Fault(
                    Cause.BODY_CHARSET,
                    body -> new String(body, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8)),
            new Fault(Cause.BODY_JSON_ESCAPES, body -> text(body, text -> text.replace("/", "\\/"))),
            new Fault(Cause.BODY_JSON_COMPACT, body -> printed(body, JsonPrinter.Spacing.INDENT_2)),
            new Fault(Cause.BODY_JSON_COMPACT, body -> printed(body, JsonPrinter.Spacing.ONE_LINE)),
            new Fault(Cause.BODY_WHITESPACE_ADDED, body -> text(body, text -> "  " + text + "  ")));

    private static final List<SecretFault> SECRET_FAULTS = List.of(
            new SecretFault(Cause.SECRET_WHITESPACE, secret -> secret + "\n"),
            new SecretFault(Cause.SECRET_QUOTED, secret -> '"' + secret + '"'),
            new SecretFault(Cause.SECRET_BOM, secret -> "\uFEFF" + secret),
            new SecretFault(Cause.SECRET_ASSIGNMENT, secret -> "SECRET=" + secret),
            new SecretFault(Cause.SECRET_LINE_BREAK, secret -> secret + "\\n"));

    private static final List<BiFunction<Broken, Random, Cause>> HEADER_FAULTS = List.of(
            (broken, random) -> {
                broken.change(request -> eachSignature(request, value -> '"' + value + '"'));
                return Cause.SIGNATURE_QUOTED;
            },
            (broken, random) -> {
                broken.sentAt(Broken.NOW.minus(Duration.ofMinutes(10 + random.nextInt(10_000))));
                return Cause.TIME_STALE;
            });

    @Test
    @DisplayName(
            "two faults at once are seen through, or nothing is said: never is another content claimed to be signed")
    void doubleFaults() {
        int explained = 0;
        int count = 100 * FACTOR;
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            String provider = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
            String secret = provider.equals("standard-webhooks") ? Broken.WHSEC : Broken.SECRET;
            byte[] body = body(random);
            Broken broken = Broken.of(provider).body(body).secret(secret, secret);
            byte[] signed = signedContent(broken);
            List<Cause> causes = breakTwice(broken, body, secret, random);

            Diagnosis diagnosis = broken.explain();

            if (diagnosis.isExplained()) {
                explained++;
                assertThat(content(diagnosis.matching().orElseThrow()))
                        .as("seed %s, %s, %s", i, causes, diagnosis.findings())
                        .isEqualTo(signed);
                assertThat(diagnosis.findings()).as("seed %s, %s", i, causes).hasSizeLessThanOrEqualTo(3);
            }
        }
        assertThat(explained).isGreaterThan(count * 9 / 10);
    }

    @Test
    @DisplayName("a signature under an unrelated secret is never explained")
    void unrelatedSecret() {
        for (int i = 0; i < 12 * FACTOR; i++) {
            Random random = new Random(i);
            String provider = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
            boolean decoded = provider.equals("standard-webhooks");
            String forged =
                    decoded ? "whsec_" + "bm9ib2R5IGdhdmUgdGhpcyB0byB0aGUgZm9yZ2Vy" : "nobody gave this to anyone " + i;
            String configured = decoded ? Broken.WHSEC : Broken.SECRET;
            byte[] body = body(random);
            Broken broken = Broken.of(provider).body(body).secret(forged, configured);
            if (random.nextBoolean()) {
                broken.received(
                        FAULTS.get(random.nextInt(FAULTS.size())).change().apply(body));
            }

            Diagnosis diagnosis = broken.with(one -> one.oldSecret("old", "an old secret of the tests"))
                    .explain();

            assertThat(diagnosis.findings()).as("seed %s", i).isEmpty();
            assertThat(diagnosis.isVerified()).isFalse();
            assertThat(diagnosis.complete()).isTrue();
        }
    }

    @Test
    @DisplayName("a body that was really changed is never explained")
    void tampered() {
        for (int i = 0; i < 8 * FACTOR; i++) {
            Random random = new Random(i);
            byte[] body = body(random);
            byte[] other = body.clone();
            other[other.length / 2] ^= 1;

            assertThat(Broken.of("github").body(body).received(other).found())
                    .as("seed %s", i)
                    .isEmpty();
        }
    }

    private static List<Cause> breakTwice(Broken broken, byte[] body, String secret, Random random) {
        List<Cause> causes = new ArrayList<>();
        int first = random.nextInt(3);
        int second = (first + 1 + random.nextInt(2)) % 3;
        for (int kind : new int[] {first, second}) {
            switch (kind) {
                case 0 -> {
                    Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
                    broken.received(fault.change().apply(body));
                    causes.add(fault.cause());
                }
                case 1 -> {
                    SecretFault fault = SECRET_FAULTS.get(random.nextInt(SECRET_FAULTS.size()));
                    broken.secret(secret, fault.change().apply(secret));
                    causes.add(fault.cause());
                }
                default ->
                    causes.add(HEADER_FAULTS
                            .get(random.nextInt(HEADER_FAULTS.size()))
                            .apply(broken, random));
            }
        }
        return causes;
    }

    private static byte[] body(Random random) {
        StringBuilder json = new StringBuilder("{\"id\":\"evt_" + random.nextInt(100_000) + "\"");
        List<String> words = List.of("a/b", "Zoë", "x", "q & a", "", "tab\\t", "ünï", "https://example.com/");
        int fields = 1 + random.nextInt(8);
        for (int i = 0; i < fields; i++) {
            json.append(",\"f").append(i).append("\":");
            switch (random.nextInt(4)) {
                case 0 -> json.append(random.nextInt());
                case 1 -> json.append("[1,{\"k\":null}]");
                default ->
                    json.append('"')
                            .append(words.get(random.nextInt(words.size())))
                            .append('"');
            }
        }
        return Broken.bytes(json.append('}').toString());
    }

    /** What was signed, told by the verifier of the unbroken delivery. */
    private static byte[] signedContent(Broken broken) {
        Explanation explanation = broken.explain().received();
        assertThat(explanation.rejection()).isEmpty();
        return content(explanation);
    }

    private static byte[] content(Explanation explanation) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        explanation.content().stream()
                // A timestamp may have been moved after the unbroken delivery was looked at
                .filter(piece ->
                        !piece.source().contains("imestamp") && !piece.source().equals("signature:t"))
                .forEach(piece -> content.writeBytes(piece.bytes()));
        return content.toByteArray();
    }

    private static WebhookRequest eachSignature(WebhookRequest request, UnaryOperator<String> change) {
        WebhookRequest changed = request;
        for (String name : List.copyOf(request.headers().names())) {
            if (name.toLowerCase(java.util.Locale.ROOT).matches(".*(signature|hmac).*")) {
                changed = Requests.with(
                        changed,
                        name,
                        change.apply(String.valueOf(request.headers().first(name))));
            }
        }
        return changed;
    }

    private static byte[] text(byte[] body, UnaryOperator<String> change) {
        return Broken.bytes(change.apply(new String(body, StandardCharsets.UTF_8)));
    }

    private static byte[] printed(byte[] body, JsonPrinter.Spacing spacing) {
        JsonTree tree = JsonTree.parse(new String(body, StandardCharsets.UTF_8));
        byte[] printed =
                Broken.bytes(new JsonPrinter(spacing, JsonPrinter.Order.KEPT, JsonPrinter.Escapes.LEAST).print(tree));
        return Arrays.copyOf(printed, printed.length);
    }
}
