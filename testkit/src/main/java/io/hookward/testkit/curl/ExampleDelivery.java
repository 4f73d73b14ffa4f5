package io.hookward.testkit.curl;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.testkit.SimulatedProvider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * A valid delivery with a fixed, old timestamp, in which shell variables replace what changes: {@code $I} for the id,
 * {@code $T} for the timestamp, {@code $S} for the signature.
 */
final class ExampleDelivery {
    static final List<String> VARIABLES = List.of("$I", "$T");

    private static final String ID = "evt-0123456789";
    private static final Instant SENT = Instant.parse("2005-03-18T01:58:31Z");

    private final SigningMethod method;
    private final WebhookRequest request;

    ExampleDelivery(SignatureScheme scheme, Secret secret, String url) {
        method = scheme.methods().get(0);
        request = SimulatedProvider.of(scheme, secret)
                .clock(Clock.fixed(SENT, ZoneOffset.UTC))
                .url(url)
                .delivery()
                .id(ID)
                .valid();
    }

    /** The shell command that prints the timestamp. */
    String timeCommand() {
        TimestampRule rule = method.timestamp();
        return rule == null
                ? ""
                : switch (rule.unit()) {
                    case SECONDS, OPAQUE -> "date +%s";
                    case MILLISECONDS -> "date +%s000";
                    case ISO_8601 -> "date -u +%Y-%m-%dT%H:%M:%SZ";
                    case HTTP_DATE -> "LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT'";
                };
    }

    private String timeText() {
        TimestampRule rule = method.timestamp();
        return rule == null
                ? "$T"
                : switch (rule.unit()) {
                    case SECONDS, OPAQUE -> Long.toString(SENT.getEpochSecond());
                    case MILLISECONDS -> Long.toString(SENT.toEpochMilli());
                    case ISO_8601 -> SENT.toString();
                    case HTTP_DATE -> "Fri, 18 Mar 2005 01:58:31 GMT";
                };
    }

    String url() {
        return withVariables(Objects.requireNonNull(request.url()));
    }

    String body() {
        return withVariables(StandardCharsets.UTF_8.decode(request.body()).toString());
    }

    List<String> headerNames() {
        return List.copyOf(request.headers().names());
    }

    /** The value of a header; in that of the signature's header, {@code $S} is the signature. */
    String header(String name) {
        String value = Objects.requireNonNullElse(request.headers().first(name), "");
        return isSignature(name)
                ? withVariables(value.substring(
                                0, value.length() - signature(value).length())) + "$S"
                : withVariables(value);
    }

    /** The signature of the example. */
    String signature() {
        return headerNames().stream()
                .filter(this::isSignature)
                .map(name ->
                        signature(Objects.requireNonNullElse(request.headers().first(name), "")))
                .findFirst()
                .orElse("");
    }

    private boolean isSignature(String header) {
        return method.signature().sources().stream()
                .anyMatch(source -> source.name().equalsIgnoreCase(header));
    }

    private String signature(String headerValue) {
        SignatureField field = method.signature();
        String item = headerValue;
        if (field.syntax() == SignatureField.Syntax.PAIRS || field.syntax() == SignatureField.Syntax.POSITIONS) {
            item = item.substring(
                    item.lastIndexOf(field.separator()) + field.separator().length());
        }
        if (field.syntax() == SignatureField.Syntax.PAIRS) {
            item = item.substring(item.indexOf(field.assign()) + field.assign().length());
        }
        String prefix = field.prefixes().isEmpty() ? "" : field.prefixes().get(0);
        return item.startsWith(prefix) ? item.substring(prefix.length()) : item;
    }

    private String withVariables(String text) {
        return text.replace(ID, "$I").replace(timeText(), "$T");
    }
}
