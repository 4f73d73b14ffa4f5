package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import io.hookward.request.RejectedException;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.sign.WebhookSigner;
import io.hookward.verify.Verification;
import io.hookward.verify.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lines of README.md that need nothing but the core, as they stand there. */
class ReadmeExamplesTest {
    private static final byte[] BODY = "{\"id\":\"1\",\"type\":\"task.completed\"}".getBytes(StandardCharsets.UTF_8);

    private static Delivery verify(Map<String, List<String>> headers, byte[] body) {
        WebhookVerifier verifier =
                WebhookVerifier.of(Providers.get("github"), Secret.fromEnvironment("GITHUB_WEBHOOK_SECRET"));
        Verification verification = verifier.verify(Headers.of(headers), body);
        Delivery delivery = verification.orElseThrow();
        return delivery;
    }

    @Test
    @DisplayName("three lines verify a delivery, and refuse a forgery")
    void verifying() {
        WebhookRequest signed = WebhookSigner.of(Providers.get("github"), Secret.of("not-a-real-secret-of-github"))
                .draft()
                .id("d-1")
                .body(BODY)
                .sign();
        assertThat(verify(Requests.headers(signed), BODY).id()).contains("d-1");
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> verify(Requests.headers(signed), new byte[0]));
    }

    private static WebhookEndpoint rotating() {
        SecretSource secrets = SecretSource.rotating(
                Secret.fromEnvironment("STRIPE_WEBHOOK_SECRET"),
                Secret.fromEnvironment("STRIPE_OLD_WEBHOOK_SECRET"),
                Instant.parse("2027-01-15T12:00:00Z")); // the last moment of the old one
        WebhookEndpoint stripe = WebhookEndpoint.builder(Providers.get("stripe"))
                .secrets(secrets)
                .build();
        return stripe;
    }

    @Test
    @DisplayName("while a secret is changed both are valid, the old one up to the moment that is named")
    void changingASecret() {
        WebhookEndpoint stripe = rotating();
        TestClock clock = TestClock.at("2027-01-15T12:00:00Z");
        WebhookReceiver receiver =
                WebhookReceiver.builder().endpoint(stripe).clock(clock).build();
        assertThat(receiver.receive(stripe, ofStripe("not-a-real-new-secret-of-stripe", "evt_1", clock)))
                .isInstanceOf(Reception.Admitted.class);
        assertThat(receiver.receive(stripe, ofStripe("not-a-real-old-secret-of-stripe", "evt_2", clock)))
                .isInstanceOf(Reception.Admitted.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(receiver.receive(stripe, ofStripe("not-a-real-old-secret-of-stripe", "evt_3", clock)))
                .isInstanceOf(Reception.Rejected.class);
    }

    private static WebhookRequest ofStripe(String secret, String id, TestClock clock) {
        return WebhookSigner.of(Providers.get("stripe"), Secret.of(secret))
                .draft()
                .body(("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8))
                .sentAt(clock.instant())
                .sign();
    }

    @Test
    @DisplayName("a scheme of one's own verifies what it signs")
    void ownScheme() {
        SignatureScheme acme = SignatureScheme.builder("acme")
                .signatureHeader("X-Acme-Signature")
                .signaturePrefix("sha256=")
                .content("{timestamp}.{body}")
                .timestamp("header:X-Acme-Timestamp", TimestampRule.Unit.SECONDS)
                .deliveryId("header:X-Acme-Delivery")
                .eventType("body:/type")
                .build();
        Secret secret = Secret.of("a-secret-of-acme-for-tests");
        WebhookRequest signed = WebhookSigner.of(acme, secret)
                .draft()
                .id("d-1")
                .sentAt(Instant.now())
                .body(BODY)
                .sign();
        Delivery delivery = WebhookVerifier.of(acme, secret).verify(signed).orElseThrow();
        assertThat(delivery.id()).contains("d-1");
        assertThat(delivery.eventType()).contains("task.completed");
    }

    /** A task, as the README's handler has it. */
    record Task(String id, String type) {}

    @Test
    @DisplayName("a router brings a delivery to its handler, bound to a class")
    void routing() throws Exception {
        List<Task> completed = new ArrayList<>();
        EventRouter router = EventRouter.builder(Providers.get("avala"))
                .on("task.completed", delivery -> completed.add(delivery.json(Task.class)))
                .on("export.*", delivery -> delivery.json())
                .build();
        ReceiverFixture avala = ReceiverFixture.of("avala");
        avala.receiver.handle(avala.endpoint, avala.signed(null, new String(BODY, StandardCharsets.UTF_8)), router);
        assertThat(completed).containsExactly(new Task("1", "task.completed"));
    }
}
