package io.hookward.scheme;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Builds a {@link SignatureScheme} in code, field by field as a scheme file has them.
 *
 * <p>What is not set has the format's default: HMAC-SHA-256 over the body, the secret as text, the signature in hex.
 * Nothing is checked before {@link #build}. Not for use by several threads.
 */
public final class SchemeBuilder {
    private final Map<String, Object> fields;

    SchemeBuilder(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** What makes the signature. */
    public SchemeBuilder algorithm(Algorithm algorithm) {
        return set("algorithm", algorithm.schemeName());
    }

    /** How a secret becomes key bytes. */
    public SchemeBuilder key(KeyForm key) {
        return set("key", key.steps());
    }

    /** The header that carries the signature. */
    public SchemeBuilder signatureHeader(String header) {
        return setIn("signature", "from", "header:" + header);
    }

    /** What stands before the signature in its header, such as {@code sha256=}. */
    public SchemeBuilder signaturePrefix(String prefix) {
        return setIn("signature", "prefix", prefix);
    }

    /** The header is a list of signatures with this separator between them. */
    public SchemeBuilder signatureList(String separator) {
        return setIn("signature", "list", separator);
    }

    /** The header is {@code label=value} pairs with this separator; the signatures are those with this label. */
    public SchemeBuilder signaturePairs(String separator, String label) {
        return setIn("signature", "pairs", separator).setIn("signature", "label", label);
    }

    /** How the signature's bytes are written. */
    public SchemeBuilder signatureEncoding(Encoding encoding) {
        return setIn("signature", "encoding", encoding.schemeName());
    }

    /** What is signed, such as <code>{timestamp}.{body}</code>. See {@link Template}. */
    public SchemeBuilder content(String template) {
        return set("content", template);
    }

    /**
     * Where the timestamp stands.
     *
     * @param source such as {@code header:X-Acme-Timestamp} or {@code signature:t}
     * @param unit how it is written
     */
    public SchemeBuilder timestamp(String source, TimestampRule.Unit unit) {
        return setIn("timestamp", "from", source).setIn("timestamp", "unit", Names.schemeName(unit));
    }

    /** How old and how far ahead a signed time may be, unless an endpoint says otherwise. */
    public SchemeBuilder tolerance(Duration past, Duration future) {
        return setIn("timestamp", "tolerance", past.toString()).setIn("timestamp", "future", future.toString());
    }

    /** Where the delivery id stands: alternatives in order, such as {@code header:X-Acme-Id}. */
    public SchemeBuilder deliveryId(String... sources) {
        return set("deliveryId", List.of(sources));
    }

    /** Where the event type stands: alternatives in order, such as {@code body:/type}. */
    public SchemeBuilder eventType(String... sources) {
        return set("eventType", List.of(sources));
    }

    /** Over what time the provider repeats a failed delivery. */
    public SchemeBuilder retrySpan(Duration span) {
        return setIn("retries", "span", span.toString());
    }

    /**
     * Sets any field of the format by its name, dots between the levels: {@code signature.prefixCase}.
     *
     * @param value text, a whole number, a boolean, a list or a map
     */
    public SchemeBuilder set(String field, Object value) {
        int dot = field.indexOf('.');
        if (dot > 0) {
            return setIn(field.substring(0, dot), field.substring(dot + 1), value);
        }
        fields.put(field, value);
        return this;
    }

    private SchemeBuilder setIn(String object, String field, Object value) {
        Map<String, Object> part = new LinkedHashMap<>();
        Object before = fields.get(object);
        if (before instanceof Map<?, ?> map) {
            map.forEach((name, old) -> part.put(String.valueOf(name), old));
        } else if (before != null) {
            throw new SchemeException(
                    place() + ": " + object + " was set to something that has no field '" + field + "'");
        }
        part.put(field, value);
        fields.put(object, part);
        return this;
    }

    /**
     * The scheme.
     *
     * @throws SchemeException if a field is missing or wrong; the message names it
     */
    public SignatureScheme build() {
        return SchemeReader.read(Node.of(fields, place()));
    }

    private String place() {
        return "scheme '" + String.valueOf(fields.get("name")).toLowerCase(Locale.ROOT) + "'";
    }
}
