package io.hookward.verify;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.KeyForm;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Valid requests of every provider that can be played, whatever its entry in the catalogue says. */
final class Senders {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Text, Base64 and hex alike. */
    private static final String SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"task.created\",\"data\":{\"text\":\"\\u00e4\"}}";

    private Senders() {}

    /** The providers that this project began with: each has to be playable. */
    static List<String> first() {
        return List.of(
                "avala",
                "avnology",
                "avra-timestamped",
                "github",
                "shopify",
                "slack",
                "standard-webhooks",
                "stripe",
                "svix");
    }

    static List<String> all() {
        return List.copyOf(Providers.names());
    }

    static Secret secret(SignatureScheme scheme) {
        return Secret.of(prefix(scheme.methods().get(0).key()) + SECRET);
    }

    private static String prefix(KeyForm key) {
        return key.steps().stream()
                .filter(step -> step.startsWith("require "))
                .map(step -> step.substring("require ".length()))
                .findFirst()
                .orElse("");
    }

    static WebhookVerifier verifier(SignatureScheme scheme) {
        return WebhookVerifier.builder(scheme)
                .secrets(secret(scheme))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build();
    }

    /** A valid request, or empty where a provider signs with a private key, or signs what this body does not have. */
    static Optional<WebhookRequest> valid(SignatureScheme scheme) {
        return valid(scheme, BODY.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<WebhookRequest> valid(SignatureScheme scheme, byte[] body) {
        SigningMethod method = scheme.methods().get(0);
        if (method.algorithms().get(0).kind() == Algorithm.Kind.PUBLIC_KEY) {
            return Optional.empty();
        }
        try {
            WebhookRequest request = WebhookSigner.of(scheme, secret(scheme))
                    .draft()
                    .id("id-1")
                    .eventType("task.created")
                    .url("https://example.com/webhooks/" + scheme.name())
                    .body(body)
                    .sentAt(NOW)
                    .sign();
            return Optional.of(request)
                    .filter(signed -> verifier(scheme).verify(signed).isAccepted());
        } catch (IllegalArgumentException | UnsupportedOperationException cannotBePlayed) {
            return Optional.empty();
        }
    }

    static WebhookRequest validOf(String provider) {
        return valid(Providers.get(provider)).orElseThrow();
    }
}
