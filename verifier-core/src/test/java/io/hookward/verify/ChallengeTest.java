package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    private static final WebhookVerifier BRAINTREE = WebhookVerifier.builder(Providers.get("braintree"))
            .secrets(SecretSource.of(Secret.builder("test-private-key")
                    .id("test-public-key")
                    .allowShort()
                    .build()))
            .build();

    private static WebhookRequest challenge(String challenge) {
        return WebhookRequest.builder()
                .method("GET")
                .url("https://example.com/hook?bt_challenge=" + challenge)
                .build();
    }

    private static Optional<HandshakeReply> handshake(WebhookRequest request) {
        return BRAINTREE.open(request.head()).unsignedHandshake(new byte[0], 0, 0);
    }

    @Test
    @DisplayName("a challenge is answered with the HMAC under the secret, and with the secret's id")
    void answers() {
        assertThat(handshake(challenge("20f9f8ed05f77439fe955c977e4c8a53")))
                .hasValueSatisfying(reply ->
                        assertThat(reply.body()).startsWith("test-public-key|").hasSize(56));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PG5vdGlmaWNhdGlvbj48L25vdGlmaWNhdGlvbj4",
                "20f9f8ed05f77439fe9",
                "20F9F8ED05F77439FE955C977E4C8A53"
            })
    @DisplayName("what a delivery could contain is not signed for whoever asks")
    void signsNoDeliveries(String payload) {
        assertThatThrownBy(() -> handshake(challenge(payload)))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused ->
                                assertThat(refused.rejection().reason()).isEqualTo(RejectionReason.HANDSHAKE_REFUSED));
    }
}
