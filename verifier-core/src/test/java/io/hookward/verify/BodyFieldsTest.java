package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.TestClock;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A scheme may name a field of the body wherever it names a value, and the field is then read. */
class BodyFieldsTest {
    private static final Secret SECRET = Secret.of("a-key-for-the-tests-of-fields");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static String verdict(SignatureScheme scheme, String body) {
        WebhookRequest request = WebhookSigner.of(scheme, SECRET)
                .draft()
                .sentAt(NOW)
                .header("X-Order", "o-1")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .sign();
        return WebhookVerifier.builder(scheme)
                .secrets(SECRET)
                .clock(TestClock.at(NOW))
                .build()
                .verify(request)
                .fold(delivery -> "accepted", why -> why.reason().code());
    }

    @Test
    @DisplayName("the moment after which a request counts no more")
    void expiry() {
        SignatureScheme scheme = SignatureScheme.builder("expiring")
                .signatureHeader("X-Sig")
                .timestamp("header:X-Time", TimestampRule.Unit.SECONDS)
                .set("timestamp.expires", "body:/expires")
                .content("{timestamp}.{body}")
                .build();
        long now = NOW.getEpochSecond();
        assertThat(verdict(scheme, "{\"expires\":" + (now + 1) + "}")).isEqualTo("accepted");
        assertThat(verdict(scheme, "{\"expires\":" + (now - 3600) + "}")).isEqualTo("timestamp_too_old");
        assertThat(verdict(scheme, "{\"expires\":\"soon\"}")).isEqualTo("timestamp_malformed");
    }

    @Test
    @DisplayName("what a required value is made of")
    void requirement() {
        SignatureScheme scheme = SignatureScheme.builder("requiring")
                .signatureHeader("X-Sig")
                .set("require", Map.of("header:X-Order", "{body:/order}"))
                .build();
        assertThat(verdict(scheme, "{\"order\":\"o-1\"}")).isEqualTo("accepted");
        assertThat(verdict(scheme, "{\"order\":\"o-2\"}")).isEqualTo("body_hash_mismatch");
    }

    @Test
    @DisplayName("what a handshake's answer echoes in a header")
    void handshake() {
        SignatureScheme scheme = SignatureScheme.builder("greeting")
                .signatureHeader("X-Sig")
                .set(
                        "handshakes",
                        List.of(Map.of(
                                "when", Map.of("body:/type", "hello"),
                                "answer", Map.of("headers", Map.of("X-Challenge", "{body:/challenge}")))))
                .build();
        WebhookRequest request = WebhookRequest.of(
                Headers.of(), "{\"type\":\"hello\",\"challenge\":\"c-1\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(WebhookVerifier.of(scheme, SECRET)
                        .open(request.head())
                        .unsignedHandshake(request.array(), request.offset(), request.length()))
                .hasValueSatisfying(reply -> assertThat(reply.headers()).containsEntry("X-Challenge", "c-1"));
    }
}
