package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.request.Delivery;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedAlgorithmsTest {
    private static final SignatureScheme GITHUB = Providers.get("github");
    private static final Secret SECRET = Secret.of("the secret of these tests, number 1");

    private static WebhookRequest signed(int variant) {
        return WebhookSigner.of(GITHUB, variant, SECRET)
                .draft()
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .sign();
    }

    private static WebhookVerifier verifier(Algorithm... algorithms) {
        return WebhookVerifier.builder(GITHUB)
                .secrets(SECRET)
                .acceptOnly(algorithms)
                .build();
    }

    @Test
    @DisplayName("without SHA-1, a delivery that carries nothing else is refused, though it is rightly signed")
    void withoutSha1() {
        WebhookVerifier verifier = verifier(Algorithm.HMAC_SHA256, Algorithm.HMAC_SHA512);

        assertThat(WebhookVerifier.of(GITHUB, SECRET).verify(signed(2)).isAccepted())
                .isTrue();
        assertThat(verifier.verify(signed(0)).isAccepted()).isTrue();
        assertThat(verifier.verify(signed(1)).isAccepted()).isTrue();
        assertThat(verifier.verify(signed(2)).rejected())
                .hasValueSatisfying(why -> assertThat(why.reason()).isEqualTo(RejectionReason.ALGORITHM_UNSUPPORTED));
        assertThat(verifier(Algorithm.HMAC_SHA1).verify(signed(0)).isAccepted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,HMAC_SHA256", "1,HMAC_SHA512", "2,HMAC_SHA1"})
    @DisplayName("a delivery tells the algorithm by which it came, and still does when it was written down")
    void tells(int variant, Algorithm algorithm) {
        Delivery delivery =
                WebhookVerifier.of(GITHUB, SECRET).verify(signed(variant)).orElseThrow();

        assertThat(delivery.algorithm()).contains(algorithm);
        assertThat(delivery.record().restore().algorithm()).contains(algorithm);
        assertThat(delivery.record().algorithm()).isEqualTo(algorithm.schemeName());
    }

    @Test
    @DisplayName("one that nobody verified tells none")
    void unsigned() {
        Delivery delivery = WebhookVerifier.builder(GITHUB)
                .acceptUnsigned()
                .build()
                .verify(signed(0))
                .orElseThrow();

        assertThat(delivery.algorithm()).isEmpty();
        assertThat(delivery.record().restore().algorithm()).isEmpty();
    }

    @Test
    @DisplayName("of several algorithms of one way of signing, the one is told that the account chose")
    void oneOfSeveral() {
        SignatureScheme both = SignatureScheme.builder("acme")
                .set("algorithm", List.of("hmac-sha256", "hmac-sha512"))
                .signatureHeader("X-Sig")
                .build();
        SignatureScheme one = both.toBuilder().algorithm(Algorithm.HMAC_SHA512).build();
        WebhookRequest request =
                WebhookSigner.of(one, SECRET).draft().body(new byte[] {'1'}).sign();

        assertThat(WebhookVerifier.of(both, SECRET)
                        .verify(request)
                        .orElseThrow()
                        .algorithm())
                .contains(Algorithm.HMAC_SHA512);
    }

    @Test
    @DisplayName("an algorithm that the provider does not use, or none at all, is refused with those it uses")
    void unknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(Algorithm.HMAC_SHA256, Algorithm.ED25519))
                .withMessageContaining("GitHub signs with hmac-sha256, hmac-sha512, hmac-sha1");
        assertThatIllegalArgumentException().isThrownBy(AcceptedAlgorithmsTest::verifier);
    }
}
