package io.hookward.sign;

import io.hookward.scheme.Encoding;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.TimestampRule;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the first two parts of a JSON Web Signature in its compact form (RFC 7515, section 7.1), for senders. */
final class TokenWriter {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String HEADER = "header.";
    private static final String CLAIMS = "claims.";

    private TokenWriter() {}

    /**
     * The text that is signed.
     *
     * @param items values by {@code header.NAME} and {@code claims.NAME}; times are written as numbers, all else as text
     */
    static String signed(SigningMethod method, Map<String, String> items) {
        ObjectNode header = MAPPER.createObjectNode();
        header.put("alg", method.algorithms().get(0).joseName()).put("typ", "JWT");
        ObjectNode claims = MAPPER.createObjectNode();
        items.forEach((label, value) -> {
            if (label.startsWith(HEADER)) {
                header.put(label.substring(HEADER.length()), value);
            } else if (label.startsWith(CLAIMS) && isTime(method.timestamp(), label)) {
                claims.put(label.substring(CLAIMS.length()), Long.parseLong(value));
            } else if (label.startsWith(CLAIMS)) {
                claims.put(label.substring(CLAIMS.length()), value);
            }
        });
        return part(header) + '.' + part(claims);
    }

    private static boolean isTime(@Nullable TimestampRule rule, String label) {
        Source source = new Source(Source.Kind.SIGNATURE, label);
        return rule != null && (rule.source().equals(source) || Objects.equals(rule.expires(), source));
    }

    private static String part(ObjectNode object) {
        return Encoding.BASE64URL.encode(MAPPER.writeValueAsBytes(object));
    }
}
