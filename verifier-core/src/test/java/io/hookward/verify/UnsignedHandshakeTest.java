package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Headers;
import io.hookward.request.RejectionReason;
import io.hookward.request.RequestHead;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Handshakes without a signature, told from deliveries before the body is read where that can be. */
class UnsignedHandshakeTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final WebhookVerifier SLACK =
            WebhookVerifier.of(Providers.get("slack"), Secret.of("the secret of these tests, number 1"));

    private static HeadVerification open(long length, String... headers) {
        return SLACK.open(RequestHead.builder()
                .headers(Headers.of(headers))
                .contentLength(length)
                .build());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a request that cannot be one is refused by its head: signed, no form, or too long")
    void judgedByHead() {
        assertThat(open(20, "Content-Type", "application/json").rejection()).isPresent();
        assertThat(open(70_000, "Content-Type", FORM).rejection()).isPresent();
        assertThat(open(20, "Content-Type", FORM, "X-Slack-Signature", "v0=00", "X-Slack-Request-Timestamp", "1")
                        .rejection())
                .isPresent();
        assertThat(open(20).rejection()).isPresent();
    }

    @Test
    @DisplayName("one that can be waits for its body, and is refused then if it is none")
    void waits() {
        HeadVerification other = open(-1, "Content-Type", FORM + "; charset=utf-8");
        assertThat(other.rejection()).isEmpty();
        byte[] body = bytes("ssl_check=2");
        assertThat(other.unsignedHandshake(body, 0, body.length)).isEmpty();
        assertThat(other.verify(body, 0, body.length).rejected())
                .hasValueSatisfying(why -> assertThat(why.reason()).isEqualTo(RejectionReason.SIGNATURE_MISSING));

        byte[] check = bytes("token=t&ssl_check=1");
        assertThat(open(-1, "Content-Type", FORM).unsignedHandshake(check, 0, check.length))
                .hasValueSatisfying(reply -> assertThat(reply.status()).isEqualTo(200));
    }

    @Test
    @DisplayName("what a handshake is without is told by any source, not only by headers")
    void withoutBodyField() {
        SignatureScheme scheme = SignatureScheme.builder("acme")
                .signatureHeader("X-Sig")
                .set(
                        "handshakes",
                        List.of(Map.of(
                                "when", Map.of("body:/ping", "*"),
                                "without", List.of("body:/id", "query:real"),
                                "answer", Map.of("status", 204))))
                .build();
        WebhookVerifier verifier = WebhookVerifier.of(scheme, Secret.of("the secret of these tests, number 1"));
        byte[] ping = bytes("{\"ping\":1}");
        byte[] delivery = bytes("{\"ping\":1,\"id\":{}}");
        RequestHead head = RequestHead.builder().build();
        RequestHead real =
                RequestHead.builder().url("https://example.com/?real=1").build();

        assertThat(verifier.open(head).unsignedHandshake(ping, 0, ping.length)).isPresent();
        assertThat(verifier.open(head).unsignedHandshake(delivery, 0, delivery.length))
                .isEmpty();
        assertThat(verifier.open(real).unsignedHandshake(ping, 0, ping.length)).isEmpty();
    }

    @Test
    @DisplayName("an answer is signed as the provider signs: known answer of a verdict for WorkOS")
    void signedAnswer() {
        String signature = WebhookSigner.of(
                        Providers.get("workos-actions"), Secret.of("example secret of an endpoint of workos-actions"))
                .draft()
                .sentAt(Instant.ofEpochSecond(1_767_225_600))
                .body(bytes("{\"timestamp\":1767225600000,\"verdict\":\"Allow\"}"))
                .signature();

        assertThat(signature).isEqualTo("1ea6033d91cae337b8f78bae94c0771f9ab104ce9c28135fa833f299add19a8a");
    }
}
