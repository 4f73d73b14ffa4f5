package io.hookward.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One known answer, as the files in {@code vectors/} hold them; those in {@code vectors/own/} are not a provider's, but
 * computed with another implementation from what is known of its scheme.
 *
 * @param secret a text, a list of them, or an object of key id and secret
 * @param now_epoch_s when to verify, or null where the provider sends no time
 * @param expect {@code valid}, or {@code invalid:} and why
 * @param source where the vector was published
 * @param origin {@code verbatim}; {@code adapted}: clock fixed, one byte changed, or header name added; or {@code own}
 */
record Vector(
        String provider,
        String name,
        JsonNode secret,
        @Nullable String url,
        String method,
        Map<String, String> headers,
        @JsonProperty("body_b64") String body,
        @JsonProperty("now_epoch_s") @Nullable Long now,
        String expect,
        String source,
        String origin,
        @Nullable String note) {

    private static final String REPLY = "expected_response=";

    static List<Path> files() {
        try (Stream<Path> files = Files.walk(Path.of(
                Objects.requireNonNull(Vector.class.getResource("/vectors")).toURI()))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException noPath) {
            throw new IllegalStateException(noPath);
        }
    }

    static List<Vector> read(Path file) {
        return Arrays.asList(new JsonMapper().readValue(file, Vector[].class));
    }

    boolean isValid() {
        return expect.equals("valid");
    }

    /** Refused where the verifier is built, long before a request comes. */
    boolean hasBlankSecret() {
        return secret.isString() && secret.stringValue().isBlank();
    }

    Verification verify() {
        return verifier().verify(request());
    }

    /** What must be answered, if the vector is a handshake and not a delivery. */
    Optional<String> expectedReply() {
        int at = note == null ? -1 : note.indexOf(REPLY);
        return at < 0 ? Optional.empty() : Optional.of(note.substring(at + REPLY.length()));
    }

    Optional<HandshakeReply> reply() {
        return verifier().unsignedHandshake(request());
    }

    private WebhookRequest request() {
        return WebhookRequest.builder()
                .method(method)
                .url(url)
                .headers(Headers.of(headers.entrySet().stream()
                        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                        .toArray(String[]::new)))
                .body(Base64.getDecoder().decode(body))
                .build();
    }

    /** With the tolerance of the vendor's own library, which our default may exceed. */
    private WebhookVerifier verifier() {
        SignatureScheme scheme = Providers.get(provider);
        VerifierBuilder verifier = WebhookVerifier.builder(scheme).secrets(secrets());
        if (now == null) {
            return verifier.acceptAnyAge().build();
        }
        scheme.methods().stream()
                .map(SigningMethod::timestamp)
                .filter(rule -> rule != null && rule.tolerance() != null)
                .findFirst()
                .ifPresent(rule -> verifier.tolerance(Objects.requireNonNull(rule.tolerance()), future(rule)));
        return verifier.clock(Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC))
                .build();
    }

    private static Duration future(TimestampRule rule) {
        return rule.futureTolerance() == null ? WebhookVerifier.DEFAULT_TOLERANCE : rule.futureTolerance();
    }

    private Secret[] secrets() {
        List<Secret> secrets = new ArrayList<>();
        if (secret.isObject()) {
            secret.properties().forEach(key -> secrets.add(secret(key.getValue(), key.getKey())));
        } else if (secret.isArray()) {
            secret.forEach(one -> secrets.add(secret(one, "secret-" + secrets.size())));
        } else {
            secrets.add(secret(secret, "secret"));
        }
        return secrets.toArray(Secret[]::new);
    }

    private static Secret secret(JsonNode text, String id) {
        return Secret.builder(text.asString()).id(id).allowShort().build();
    }
}
