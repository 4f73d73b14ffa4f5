package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.Requests;
import io.hookward.request.Headers;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Secret SECRET =
            Secret.builder("explained-secret-of-a-test").id("spring").build();
    private static final Secret OLD = Secret.builder("explained-secret-of-last-year")
            .id("winter")
            .notAfter(NOW.minusSeconds(1))
            .build();

    private final WebhookVerifier stripe = WebhookVerifier.builder(Providers.get("stripe"))
            .secrets(SECRET, OLD)
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build();

    private static WebhookRequest signed(Instant sentAt) {
        return WebhookSigner.of(Providers.get("stripe"), SECRET)
                .draft()
                .sentAt(sentAt)
                .body("{\"id\":\"evt_1\",\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8))
                .sign();
    }

    private static String content(Explanation explanation) {
        return explanation.content().stream()
                .map(piece -> piece.source() + "=" + new String(piece.bytes(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    @Test
    @DisplayName("an accepted request is explained by its method, its time, its content and the key that matched")
    void accepted() {
        Explanation explanation = stripe.explain(signed(NOW.minusSeconds(2)));

        assertThat(explanation.rejection()).isEmpty();
        assertThat(explanation.methods())
                .containsExactly(new Explanation.Method(
                        0,
                        List.of("hmac-sha256"),
                        true,
                        List.of(new Explanation.Place("header:Stripe-Signature", 1)),
                        true));
        assertThat(explanation.time()).hasValueSatisfying(time -> {
            assertThat(time.source()).isEqualTo("signature:t");
            assertThat(time.text()).contains(String.valueOf(NOW.minusSeconds(2).getEpochSecond()));
            assertThat(time.now()).isEqualTo(NOW);
            assertThat(time.past()).contains(Duration.ofMinutes(5));
        });
        assertThat(content(explanation))
                .isEqualTo("timestamp=" + NOW.minusSeconds(2).getEpochSecond()
                        + " =. body={\"id\":\"evt_1\",\"type\":\"ping\"}");
        assertThat(explanation.keys())
                .containsExactly(
                        new Explanation.TriedKey("spring", true, true, true),
                        new Explanation.TriedKey("winter", false, true, false));
    }

    @Test
    @DisplayName("a request with a changed body shows the content that was hashed, and no key that matched")
    void tampered() {
        WebhookRequest changed = Requests.withBody(signed(NOW), "{}".getBytes(StandardCharsets.UTF_8));
        Explanation explanation = stripe.explain(changed);

        assertThat(explanation.rejection())
                .hasValueSatisfying(why -> assertThat(why.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
        assertThat(content(explanation)).endsWith(" body={}");
        assertThat(explanation.keys()).noneMatch(Explanation.TriedKey::matched);
    }

    @Test
    @DisplayName("a request without a signature shows where one was looked for")
    void unsigned() {
        Explanation explanation = stripe.explain(WebhookRequest.of(Headers.of("X-Other", "1"), new byte[] {'{', '}'}));

        assertThat(explanation.rejection())
                .hasValueSatisfying(why -> assertThat(why.reason()).isEqualTo(RejectionReason.SIGNATURE_MISSING));
        assertThat(explanation.methods()).singleElement().satisfies(method -> {
            assertThat(method.chosen()).isFalse();
            assertThat(method.places()).containsExactly(new Explanation.Place("header:Stripe-Signature", 0));
        });
        assertThat(explanation.content()).isEmpty();
    }

    @Test
    @DisplayName("an explanation prints neither a secret nor a computed signature nor the body")
    void printsNoSecret() throws Exception {
        WebhookRequest request = signed(NOW);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("explained-secret-of-a-test".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((NOW.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
        String signature = HexFormat.of().formatHex(mac.doFinal(Requests.body(request)));
        WebhookRequest changed =
                Requests.with(request, "Stripe-Signature", "t=" + NOW.getEpochSecond() + ",v1=" + "00".repeat(32));

        assertThat(stripe.explain(request).toString() + stripe.explain(changed))
                .doesNotContain("explained-secret", signature, "evt_1");
    }
}
