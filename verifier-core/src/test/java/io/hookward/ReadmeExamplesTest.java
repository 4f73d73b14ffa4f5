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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lines of README.md that need nothing but the core, as they stand there. */
class ReadmeExamplesTest {
    private static final byte[] BODY = "{\"id\":\"1\",\"type\":\"task.completed\"}".getBytes(StandardCharsets.UTF_8);

    /** Before the JDK's own, so that the lines run as they are. */
    @SuppressWarnings("JavaLangClash")
    private static final class System {
        static String getenv(String name) {
            return "the-value-of-" + name;
        }
    }

    private static Delivery verify(Map<String, List<String>> headers, byte[] body) {
        WebhookVerifier verifier =
                WebhookVerifier.of(Providers.get("github"), Secret.of(System.getenv("GITHUB_SECRET")));
        Verification verification = verifier.verify(Headers.of(headers), body);
        Delivery delivery = verification.orElseThrow();
        return delivery;
    }

    @Test
    @DisplayName("three lines verify a delivery, and refuse a forgery")
    void verifying() {
        WebhookRequest signed = WebhookSigner.of(Providers.get("github"), Secret.of("the-value-of-GITHUB_SECRET"))
                .draft()
                .id("d-1")
                .body(BODY)
                .sign();
        assertThat(verify(Requests.headers(signed), BODY).id()).contains("d-1");
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> verify(Requests.headers(signed), new byte[0]));
    }

    private static WebhookEndpoint rotating(String newSecret, String oldSecret) {
        SecretSource secrets =
                SecretSource.rotating(Secret.of(newSecret), Secret.of(oldSecret)); // the old one for 24 hours
        WebhookEndpoint stripe = WebhookEndpoint.builder(Providers.get("stripe"))
                .secrets(secrets)
                .build();
        return stripe;
    }

    @Test
    @DisplayName("two lines change a secret, and both count")
    void changingASecret() {
        WebhookEndpoint stripe = rotating("the-new-one-for-stripe", "the-old-one-for-stripe");
        WebhookReceiver receiver = WebhookReceiver.of(stripe);
        for (String secret : List.of("the-new-one-for-stripe", "the-old-one-for-stripe")) {
            WebhookRequest signed = WebhookSigner.of(Providers.get("stripe"), Secret.of(secret))
                    .draft()
                    .body(("{\"id\":\"" + secret + "\"}").getBytes(StandardCharsets.UTF_8))
                    .sign();
            assertThat(receiver.receive(stripe, signed)).isInstanceOf(Reception.Admitted.class);
        }
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
        Bench avala = Bench.of("avala");
        avala.receiver.handle(avala.endpoint, avala.signed(null, new String(BODY, StandardCharsets.UTF_8)), router);
        assertThat(completed).containsExactly(new Task("1", "task.completed"));
    }
}
