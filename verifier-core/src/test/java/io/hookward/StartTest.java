package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.verify.WebhookVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint that could only refuse does not start; one that loses its last secret later asks senders to come again. */
class StartTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TEXT = "not-a-real-secret-for-tests";

    private final TestClock clock = TestClock.at(NOW);

    private static Secret.Builder secret(String id) {
        return Secret.builder(TEXT + id).id(id);
    }

    private static WebhookEndpoint endpoint(SecretSource secrets) {
        return WebhookEndpoint.builder(Providers.get("github"))
                .name("code")
                .secrets(secrets)
                .build();
    }

    private WebhookReceiver receiver(WebhookEndpoint endpoint) {
        return WebhookReceiver.builder()
                .endpoint(endpoint)
                .clock(clock)
                .listener(new RecordingListener())
                .build();
    }

    @Test
    @DisplayName("secrets of which none is valid now are named with their times, and without their text")
    void none() {
        WebhookEndpoint endpoint = endpoint(SecretSource.of(
                secret("next").notBefore(NOW.plusSeconds(1)).build(),
                secret("last").notAfter(NOW.minusMillis(1)).build()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> receiver(endpoint))
                .withMessage("endpoint 'code' has no secret that is valid now, 2026-03-01T12:00:00Z:"
                        + " 'next' begins at 2026-03-01T12:00:01Z, 'last' ended at 2026-03-01T11:59:59.999Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookVerifier.builder(Providers.get("github"))
                        .secrets(secret("last").notAfter(NOW.minusMillis(1)).build())
                        .clock(clock)
                        .build())
                .withMessageContaining("endpoint 'github' has no secret that is valid now")
                .withMessageNotContaining(TEXT);
    }

    @Test
    @DisplayName("one secret that counts at the receiver's own now is enough, to the first and the last moment")
    void one() {
        WebhookEndpoint first = endpoint(SecretSource.of(
                secret("next").notBefore(NOW).build(),
                secret("last").notAfter(NOW.minusMillis(1)).build()));
        WebhookEndpoint last =
                endpoint(SecretSource.of(secret("last").notAfter(NOW).build()));

        assertThatNoException().isThrownBy(() -> receiver(first));
        assertThatNoException().isThrownBy(() -> receiver(last));
    }

    @Test
    @DisplayName("a secret that ends while the application runs asks senders to come again")
    void later() {
        WebhookEndpoint endpoint =
                endpoint(SecretSource.of(secret("last").notAfter(NOW).build()));
        WebhookReceiver receiver = receiver(endpoint);
        clock.advance(Duration.ofMillis(1));

        Reception reception = receiver.receive(endpoint, Requests.json("{}"));

        assertThat(reception)
                .isInstanceOfSatisfying(
                        Reception.Rejected.class,
                        rejected -> assertThat(rejected.why())
                                .extracting(Rejection::reason)
                                .isEqualTo(RejectionReason.NO_USABLE_SECRET));
        assertThat(Answer.to(reception).status()).isEqualTo(503);
    }

    @Test
    @DisplayName("a file whose secrets have all ended does not start, and starts once it has one that counts")
    void file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secrets"), TEXT + " id=last not-after=2026-01-01T00:00:00Z\n");
        WebhookEndpoint ended = endpoint(SecretSource.file(file));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> receiver(ended))
                .withMessageContaining("'last' ended at 2026-01-01T00:00:00Z")
                .withMessageNotContaining(TEXT);
        Files.writeString(file, TEXT + "-new\n");
        assertThatNoException().isThrownBy(() -> receiver(endpoint(SecretSource.file(file))));
    }

    @Test
    @DisplayName("an endpoint that waits for the provider to hand over a secret starts with those that have ended")
    void offered() {
        WebhookEndpoint waiting = WebhookEndpoint.builder(Providers.get("asana"))
                .secrets(SecretSource.supplied(() ->
                        List.of(secret("last").notAfter(NOW.minusMillis(1)).build())))
                .acceptOfferedSecret(offered -> {})
                .build();

        assertThatNoException().isThrownBy(() -> receiver(waiting));
    }
}
