package io.hookward.testkit;

import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import io.hookward.request.RejectedException;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.verify.HandshakeReply;
import io.hookward.verify.HeadVerification;
import io.hookward.verify.Verification;
import io.hookward.verify.VerifierBuilder;
import io.hookward.verify.WebhookVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One known answer: a request, the secrets, the moment, and the verdict that is right. See {@code docs/conformance.md} for
 * the format.
 *
 * @param provider the name of the catalogue's entry
 * @param name what the vector shows
 * @param expected {@code valid}, {@code handshake}, or {@code invalid:} and a reason
 * @param vector all fields
 */
record ConformanceVector(String provider, String name, String expected, JsonNode vector) {

    /** The verdict of a conforming verifier. */
    static final String VALID = "valid";

    /** The verdict on a request by which a provider makes sure of the endpoint, and which is answered as it wants. */
    static final String HANDSHAKE = "handshake";

    /**
     * Reads a vector.
     *
     * @throws IllegalArgumentException if it lacks a field
     */
    static ConformanceVector of(JsonNode vector) {
        for (String field : List.of("provider", "name", "secret", "headers", "body_b64", "expect")) {
            if (!vector.has(field)) {
                throw new IllegalArgumentException("a vector has no field '" + field + "'");
            }
        }
        return new ConformanceVector(
                vector.get("provider").asString(),
                vector.get("name").asString(),
                vector.get("expect").asString(),
                vector);
    }

    /** Whether the request must be accepted. */
    boolean expectsValid() {
        return expected.equals(VALID);
    }

    /**
     * The verdict of this library: {@code valid}, {@code handshake}, or {@code invalid:} and the reason or the field that a
     * delivery has another value of.
     */
    String verdict() {
        return verdict(Providers.get(provider));
    }

    /** The verdict of this library by some scheme. */
    String verdict(SignatureScheme scheme) {
        WebhookVerifier verifier;
        try {
            verifier = verifier(scheme);
        } catch (IllegalArgumentException refusedSecret) {
            return "invalid:no_usable_secret";
        }
        WebhookRequest request = request();
        try {
            return verdict(verifier.open(request.head()), request);
        } catch (RejectedException refused) {
            return "invalid:" + refused.rejection().reason().code();
        }
    }

    /** Whether a verdict is the expected one, whatever reason it gives. */
    boolean isRight(String verdict) {
        return kind(verdict).equals(kind(expected));
    }

    private static String kind(String verdict) {
        int colon = verdict.indexOf(':');
        return colon < 0 ? verdict : verdict.substring(0, colon);
    }

    private String verdict(HeadVerification opened, WebhookRequest request) {
        Optional<HandshakeReply> unsigned =
                opened.unsignedHandshake(request.array(), request.offset(), request.length());
        if (unsigned.isPresent()) {
            return handshakeVerdict(unsigned.get());
        }
        Verification verification = opened.verify(request.array(), request.offset(), request.length());
        Optional<HandshakeReply> signed = verification.isAccepted() ? opened.signedHandshake() : Optional.empty();
        if (signed.isPresent()
                && (expected.equals(HANDSHAKE) || ExpectedAnswer.of(vector).isPresent())) {
            return handshakeVerdict(signed.get());
        }
        if (expectsValid() && ExpectedAnswer.of(vector).isPresent()) {
            return "invalid:handshake_unanswered";
        }
        return verification.fold(
                this::deliveryVerdict, why -> "invalid:" + why.reason().code());
    }

    private String handshakeVerdict(HandshakeReply reply) {
        if (!ExpectedAnswer.of(vector).map(answer -> answer.is(reply)).orElse(true)) {
            return "invalid:handshake_answer";
        }
        return expectsValid() ? VALID : HANDSHAKE;
    }

    private String deliveryVerdict(Delivery delivery) {
        if (differs("delivery_id", delivery.id())) {
            return "invalid:delivery_id";
        }
        if (differs("event_id", delivery.eventId())) {
            return "invalid:event_id";
        }
        return differs("event_type", delivery.eventType()) ? "invalid:event_type" : VALID;
    }

    /** A request that must be refused has no ids, so that a wrong one is no way to pass. */
    private boolean differs(String field, Optional<String> value) {
        JsonNode expected = vector.path(field);
        return expectsValid() && expected.isString() && !value.equals(Optional.of(expected.stringValue()));
    }

    private WebhookVerifier verifier(SignatureScheme scheme) {
        VerifierBuilder builder = WebhookVerifier.builder(scheme).secrets(SecretSource.of(secrets()));
        if (vector.path("handshake_token").isString()) {
            builder.handshakeToken(vector.path("handshake_token").stringValue());
        }
        if (expected.equals(HANDSHAKE)) {
            builder.acceptOfferedSecret(offered -> {});
        }
        JsonNode now = vector.path("now_epoch_s");
        if (!now.isNumber()) {
            return builder.acceptAnyAge().build();
        }
        for (SigningMethod method : scheme.methods()) {
            TimestampRule rule = method.timestamp();
            if (rule != null && rule.tolerance() != null) {
                // The provider's own, even where the library would not go below a minute by itself.
                builder.tolerance(
                        rule.tolerance(), rule.futureTolerance() == null ? rule.tolerance() : rule.futureTolerance());
                break;
            }
        }
        Instant moment = Instant.ofEpochMilli((long) (now.asDouble() * 1000));
        return builder.clock(Clock.fixed(moment, ZoneOffset.UTC)).build();
    }

    private List<Secret> secrets() {
        JsonNode secret = vector.get("secret");
        List<Secret> secrets = new ArrayList<>();
        if (secret.isObject()) {
            secret.properties().forEach(one -> secrets.add(secret(one.getKey(), one.getValue())));
        } else if (secret.isArray()) {
            secret.forEach(one -> secrets.add(secret("secret-" + secrets.size(), one)));
        } else if (!secret.isNull()) {
            secrets.add(secret("secret", secret));
        }
        return secrets;
    }

    private static Secret secret(String id, JsonNode text) {
        return Secret.builder(text.asString("")).id(id).allowShort().build();
    }

    private WebhookRequest request() {
        List<String> headers = new ArrayList<>();
        vector.get("headers").properties().forEach(header -> {
            for (JsonNode value : header.getValue().isArray() ? header.getValue() : List.of(header.getValue())) {
                headers.add(header.getKey());
                headers.add(value.asString(""));
            }
        });
        JsonNode url = vector.path("url");
        return WebhookRequest.builder()
                .method(vector.path("method").asString("POST"))
                .url(url.isString() ? url.stringValue() : null)
                .headers(Headers.of(headers.toArray(String[]::new)))
                .body(Base64.getDecoder().decode(vector.get("body_b64").asString("")))
                .build();
    }
}
