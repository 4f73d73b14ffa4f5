package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.LogCapture;
import io.hookward.TestClock;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several secrets at once, and one of them on its way out. */
class RotationTest {
    private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    private static final Secret OLD = Secret.of("the/old/one/for/tests/and/no/use");
    private static final Secret NEW = Secret.of("the/new/one/for/tests/and/no/use");
    private static final Secret ALIEN = Secret.of("not/one/of/ours/for/tests/no/use");

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");

    private WebhookVerifier verifier(String provider, SecretSource secrets) {
        return WebhookVerifier.builder(Providers.get(provider))
                .secrets(secrets)
                .clock(clock)
                .build();
    }

    private WebhookRequest signed(String provider, Secret... secrets) {
        return WebhookSigner.of(Providers.get(provider), secrets)
                .draft()
                .id("1")
                .body(BODY)
                .sentAt(clock.instant())
                .sign();
    }

    private static void rejected(Verification verification, RejectionReason reason) {
        assertThat(verification.rejected().map(Rejection::reason)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "avnology", "avra-timestamped", "stripe", "standard-webhooks"})
    @DisplayName("the old secret is valid up to the stated moment after a change, and is then told from a forgery")
    void oldSecret(String provider) {
        Instant end = clock.instant().plus(Duration.ofHours(24));
        WebhookVerifier verifier = verifier(provider, SecretSource.rotating(NEW, OLD, end));
        assertThat(verifier.verify(signed(provider, OLD)).orElseThrow().secretId())
                .contains("old");
        assertThat(verifier.verify(signed(provider, NEW)).orElseThrow().secretId())
                .contains("new");

        clock.advance(Duration.ofHours(24));
        assertThat(verifier.verify(signed(provider, OLD)).isAccepted()).isTrue();
        clock.advance(Duration.ofMillis(1));
        rejected(verifier.verify(signed(provider, OLD)), RejectionReason.SECRET_EXPIRED);
        assertThat(verifier.verify(signed(provider, NEW)).isAccepted()).isTrue();
        rejected(verifier.verify(signed(provider, ALIEN)), RejectionReason.SIGNATURE_MISMATCH);
    }

    @Test
    @DisplayName("two plain secrets are both valid, and the result names the one that matched by its place")
    void unnamed() {
        WebhookVerifier verifier = WebhookVerifier.of(Providers.get("github"), NEW, OLD);
        assertThat(verifier.verify(signed("github", NEW)).orElseThrow().secretId())
                .contains("1");
        assertThat(verifier.verify(signed("github", OLD)).orElseThrow().secretId())
                .contains("2");
    }

    @Test
    @DisplayName("a header with a signature of each secret is accepted, in either order, by the newest that counts")
    void bothSignatures() {
        SecretSource both = SecretSource.of(NEW.withId("new"), OLD.withId("old"));
        for (String provider : List.of("stripe", "standard-webhooks", "svix")) {
            WebhookVerifier verifier = verifier(provider, both);
            assertThat(verifier.verify(signed(provider, OLD, NEW)).orElseThrow().secretId())
                    .contains("new");
            assertThat(verifier.verify(signed(provider, NEW, OLD)).orElseThrow().secretId())
                    .contains("new");
            assertThat(verifier.verify(signed(provider, ALIEN, OLD))
                            .orElseThrow()
                            .secretId())
                    .contains("old");
            rejected(verifier.verify(signed(provider, ALIEN)), RejectionReason.SIGNATURE_MISMATCH);
        }
    }

    @Test
    @DisplayName("a header with a signature of an expired and of a good secret is accepted")
    void expiredBesideGood() {
        WebhookVerifier verifier = verifier(
                "stripe",
                SecretSource.of(NEW, OLD.withId("old").until(clock.instant().minusSeconds(1))));
        assertThat(verifier.verify(signed("stripe", OLD, NEW)).orElseThrow().secretId())
                .contains("1");
    }

    @Test
    @DisplayName("a secret does not count before its time")
    void notBefore() {
        Secret coming = Secret.builder("the/new/one/for/tests/and/no/use")
                .id("coming")
                .notBefore(clock.instant().plusSeconds(60))
                .build();
        WebhookVerifier verifier = verifier("github", SecretSource.of(OLD, coming));
        rejected(verifier.verify(signed("github", NEW)), RejectionReason.SECRET_EXPIRED);
        clock.advance(Duration.ofSeconds(60));
        assertThat(verifier.verify(signed("github", NEW)).orElseThrow().secretId())
                .contains("coming");
    }

    @Test
    @DisplayName("if no secret is valid now, nothing is a delivery, whatever signed it")
    void noneCounts() {
        WebhookVerifier verifier =
                verifier("github", SecretSource.of(OLD.until(clock.instant().plusSeconds(1))));
        clock.advance(Duration.ofSeconds(2));
        rejected(verifier.verify(signed("github", OLD)), RejectionReason.NO_USABLE_SECRET);
        rejected(verifier.verify(signed("github", ALIEN)), RejectionReason.NO_USABLE_SECRET);
    }

    @Test
    @DisplayName("what a source no longer gives does not count from the next delivery on")
    void revoked() {
        AtomicReference<List<Secret>> vault = new AtomicReference<>(List.of(OLD));
        WebhookVerifier verifier = verifier("github", vault::get);
        assertThat(verifier.verify(signed("github", OLD)).isAccepted()).isTrue();
        vault.set(List.of(NEW));
        rejected(verifier.verify(signed("github", OLD)), RejectionReason.SIGNATURE_MISMATCH);
        assertThat(verifier.verify(signed("github", NEW)).isAccepted()).isTrue();
        vault.set(List.of());
        rejected(verifier.verify(signed("github", NEW)), RejectionReason.NO_USABLE_SECRET);
        vault.set(List.of(NEW));
        assertThat(verifier.verify(signed("github", NEW)).isAccepted()).isTrue();
    }

    @Test
    @DisplayName("a new secret that does not fit the scheme is left out, and the others go on counting")
    void unfit() throws Exception {
        AtomicReference<List<Secret>> vault = new AtomicReference<>(List.of(OLD));
        WebhookVerifier verifier = verifier("svix", vault::get);
        vault.set(
                List.of(Secret.builder("whsec_this is not Base64!").id("unfit").build(), OLD));
        String log = LogCapture.during(() ->
                assertThat(verifier.verify(signed("svix", OLD)).isAccepted()).isTrue());
        assertThat(log).contains("ERROR", "'unfit'").doesNotContain("this is not Base64");
    }

    @Test
    @DisplayName("a secret that does not fit the scheme is refused when the verifier is built, by its id")
    void unfitAtStart() {
        Secret unfit = Secret.builder("whsec_this is not Base64!").id("unfit").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookVerifier.of(Providers.get("svix"), unfit))
                .withMessageContaining("'unfit'")
                .withMessageNotContaining("this is not");
    }

    @Test
    @DisplayName("each secret of many is found")
    void many() {
        List<Secret> secrets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            secrets.add(Secret.builder("secret-" + i + "-of-many-for-the-tests")
                    .id("s" + i)
                    .build());
        }
        WebhookVerifier verifier = verifier("github", SecretSource.of(secrets));
        for (Secret secret : secrets) {
            assertThat(verifier.verify(signed("github", secret)).orElseThrow().secretId())
                    .contains(secret.id());
        }
    }

    @Test
    @DisplayName("a key and the same key with a zero byte behind it are one to HMAC: neither is the empty one")
    void zeroPadding() {
        byte[] key = "sixteen-bytes-ok".getBytes(StandardCharsets.UTF_8);
        WebhookRequest padded = WebhookSigner.of(
                        Providers.get("github"), Secret.ofBytes(Arrays.copyOf(key, key.length + 1)))
                .draft()
                .body(BODY)
                .sign();
        assertThat(WebhookVerifier.of(Providers.get("github"), Secret.ofBytes(key))
                        .verify(padded)
                        .isAccepted())
                .as("so says RFC 2104")
                .isTrue();
    }
}
