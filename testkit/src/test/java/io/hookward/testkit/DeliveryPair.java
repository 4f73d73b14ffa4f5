package io.hookward.testkit;

import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.request.Delivery;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Two requests of one provider, and what becomes of the second once the first was handled. The format is described in
 * {@code pairs/README.md} beside the files.
 *
 * @param provider the name of the catalogue's entry
 * @param name what the pair shows
 * @param expected {@link #DUPLICATE} or {@link #HANDLED}
 * @param pair all fields
 */
record DeliveryPair(String provider, String name, String expected, JsonNode pair) {
    static final String DUPLICATE = "duplicate";
    static final String HANDLED = "handled";

    private static final String SECRET = "a secret of pairs, in no form that a provider gives out";

    static DeliveryPair of(JsonNode pair) {
        return new DeliveryPair(
                pair.path("provider").asString(""),
                pair.path("name").asString(""),
                pair.path("expect").asString(""),
                pair);
    }

    String source() {
        return pair.path("source").asString("");
    }

    /** Whether a scheme makes of the second request what the provider means by it. */
    boolean passes(SignatureScheme entry) {
        try {
            return outcome(entry).equals(expected);
        } catch (IllegalArgumentException unfit) {
            return false;
        }
    }

    /** What becomes of the second request by a scheme, or what went wrong before that was known. */
    String outcome(SignatureScheme entry) {
        SignatureScheme scheme = signable(entry);
        MutableClock clock = MutableClock.at("2026-03-02T10:30:00Z");
        Secret secret = Secret.builder(SECRET.getBytes(StandardCharsets.US_ASCII))
                .id("pairs")
                .build();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(scheme)
                .secrets(secret)
                .publicUrl(PairRequest.URL)
                .build();
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoint(endpoint)
                .clock(clock)
                .store(CaffeineDeliveryStore.builder()
                        .nanoTime(() -> clock.millis() * 1_000_000)
                        .build())
                .build();

        PairRequest one = PairRequest.of(pair.path("first"));
        WebhookRequest request = one.signed(scheme, secret, clock.instant());
        if (!(receiver.receive(endpoint, request) instanceof Reception.Admitted first)) {
            return "first: " + receiver.receive(endpoint, request);
        }
        Optional<String> wrong = one.difference(first.delivery());
        if (wrong.isPresent()) {
            return "first: " + wrong.get();
        }
        first.claim().complete();

        PairRequest two = one.with(pair.path("second"));
        WebhookRequest again = two.signed(
                scheme,
                secret,
                two.keepsStamp() ? clock.instant() : clock.instant().plus(two.after()));
        clock.advance(two.after());
        Reception second = receiver.receive(endpoint, again);
        if (second instanceof Reception.Duplicate) {
            return DUPLICATE;
        }
        if (second instanceof Reception.Admitted admitted) {
            return two.difference(admitted.delivery())
                    .map(what -> "second: " + what)
                    .orElse(HANDLED);
        }
        return "second: " + second;
    }

    /** The entry with a symmetric key of our own: what is tried is where ids and types stand, not who signs. */
    private static SignatureScheme signable(SignatureScheme entry) {
        Map<String, Object> definition = new LinkedHashMap<>(entry.definition());
        boolean token = entry.methods().get(0).algorithms().get(0).schemeName().equals("token");
        withKey(definition, token);
        if (definition.get("variants") instanceof Iterable<?> variants) {
            for (Object variant : variants) {
                withKey(mutable(variant), token);
            }
        }
        return SignatureScheme.of(definition, entry.name());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mutable(Object node) {
        return (Map<String, Object>) node;
    }

    private static void withKey(Map<String, Object> fields, boolean token) {
        fields.remove("key");
        Object algorithm = fields.get("algorithm");
        boolean publicKey = algorithm != null
                && (String.valueOf(algorithm).contains("rsa")
                        || String.valueOf(algorithm).contains("ecdsa")
                        || String.valueOf(algorithm).contains("ed25519"));
        if (publicKey && !token) {
            fields.put("algorithm", "hmac-sha256");
        }
    }

    /** How an accepted delivery differs from what the pair says of it. */
    static Optional<String> difference(JsonNode said, Delivery delivery) {
        return differs(said, "id", delivery.id()).or(() -> differs(said, "type", delivery.eventType()));
    }

    private static Optional<String> differs(JsonNode said, String field, Optional<String> is) {
        JsonNode expected = said.path(field);
        boolean same = expected.isMissingNode()
                || is.equals(expected.isNull() ? Optional.empty() : Optional.of(expected.asString()));
        return same ? Optional.empty() : Optional.of(field + " is " + is.orElse("absent"));
    }

    /** How much later the second request comes. */
    static Duration after(JsonNode second) {
        return Duration.parse(second.path("after").asString("PT1M"));
    }
}
