package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import io.hookward.request.RejectedException;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What others published about their own signatures, against the verifier alone; the test kit runs the same files. */
class PublishedVectorsTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TestFactory
    @DisplayName("a vector is accepted or rejected as its publisher says, with its id and type")
    Stream<DynamicTest> vectors() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("src/test/resources/vectors"))) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(200);
        return files.stream().flatMap(PublishedVectorsTest::read).map(PublishedVectorsTest::test);
    }

    private static Stream<JsonNode> read(Path file) {
        List<JsonNode> vectors = new ArrayList<>();
        MAPPER.readTree(file.toFile()).forEach(vectors::add);
        return vectors.stream();
    }

    private static DynamicTest test(JsonNode vector) {
        return dynamicTest(
                vector.path("provider").asString() + ": " + vector.path("name").asString(), () -> check(vector));
    }

    private static void check(JsonNode vector) {
        boolean valid = vector.path("expect").asString().equals("valid");
        WebhookVerifier verifier;
        try {
            verifier = verifier(vector);
        } catch (IllegalArgumentException unusableSecret) {
            assertThat(valid).as(unusableSecret.getMessage()).isFalse();
            return;
        }
        WebhookRequest request = request(vector);
        try {
            HeadVerification opened = verifier.open(request.head());
            Optional<HandshakeReply> handshake =
                    opened.unsignedHandshake(request.array(), request.offset(), request.length());
            if (handshake.isPresent()) {
                assertThat(valid || expectsHandshake(vector)).isTrue();
                return;
            }
            Verification verification = opened.verify(request.array(), request.offset(), request.length());
            if (expectsHandshake(vector)) {
                assertThat(verification.isAccepted())
                        .as(verification.toString())
                        .isTrue();
                assertThat(opened.signedHandshake()).isPresent();
                return;
            }
            assertThat(verification.isAccepted()).as(verification.toString()).isEqualTo(valid);
            verification.accepted().ifPresent(delivery -> checkNames(vector, delivery));
        } catch (RejectedException refused) {
            assertThat(valid || expectsHandshake(vector))
                    .as(refused.getMessage())
                    .isFalse();
        }
    }

    private static boolean expectsHandshake(JsonNode vector) {
        return vector.path("expect").asString().equals("handshake");
    }

    private static void checkNames(JsonNode vector, Delivery delivery) {
        check(vector.path("delivery_id"), delivery.id());
        check(vector.path("event_id"), delivery.eventId());
        check(vector.path("event_type"), delivery.eventType());
    }

    private static void check(JsonNode expected, Optional<String> actual) {
        if (expected.isString()) {
            assertThat(actual).contains(expected.stringValue());
        }
    }

    private static WebhookVerifier verifier(JsonNode vector) {
        SignatureScheme scheme = Providers.get(vector.path("provider").asString());
        VerifierBuilder builder = WebhookVerifier.builder(scheme).secrets(secrets(vector.path("secret")));
        if (vector.path("handshake_token").isString()) {
            builder.handshakeToken(vector.path("handshake_token").stringValue());
        }
        JsonNode now = vector.path("now_epoch_s");
        if (!now.isNumber()) {
            return builder.acceptAnyAge().build();
        }
        scheme.methods().stream()
                .map(SigningMethod::timestamp)
                .filter(rule -> rule != null && rule.tolerance() != null)
                .findFirst()
                .ifPresent(rule -> tolerance(builder, rule));
        Instant moment = Instant.ofEpochMilli((long) (now.asDouble() * 1000));
        return builder.clock(Clock.fixed(moment, ZoneOffset.UTC)).build();
    }

    private static void tolerance(VerifierBuilder builder, TimestampRule rule) {
        builder.tolerance(rule.tolerance(), rule.futureTolerance() == null ? rule.tolerance() : rule.futureTolerance());
    }

    private static Secret[] secrets(JsonNode secret) {
        List<Secret> secrets = new ArrayList<>();
        if (secret.isObject()) {
            secret.properties().forEach(one -> secrets.add(secret(one.getKey(), one.getValue())));
        } else if (secret.isArray()) {
            secret.forEach(one -> secrets.add(secret("secret-" + secrets.size(), one)));
        } else {
            secrets.add(secret("secret", secret));
        }
        return secrets.toArray(Secret[]::new);
    }

    private static Secret secret(String id, JsonNode text) {
        return Secret.builder(text.asString("")).id(id).allowShort().build();
    }

    private static WebhookRequest request(JsonNode vector) {
        List<String> headers = new ArrayList<>();
        vector.path("headers").properties().forEach(header -> {
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
                .body(Base64.getDecoder().decode(vector.path("body_b64").asString("")))
                .build();
    }
}
