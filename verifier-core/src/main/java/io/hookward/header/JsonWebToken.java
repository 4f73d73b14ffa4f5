package io.hookward.header;

import io.hookward.content.JsonText;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Encoding;
import io.hookward.scheme.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a JSON Web Signature in its compact form (RFC 7515, section 7.1) apart. Nothing in it chooses anything: the
 * algorithm has to be one the scheme has pinned, and keys or addresses of keys that it names are never looked at.
 */
public final class JsonWebToken {
    /** Where the token names its algorithm. */
    public static final Source ALGORITHM = new Source(Source.Kind.SIGNATURE, "header.alg");

    /** Where the token names extensions that must be understood. */
    public static final Source CRITICAL = new Source(Source.Kind.SIGNATURE, "header.crit");

    private JsonWebToken() {}

    /**
     * Reads the items of a token.
     *
     * @param items takes {@code signed}, {@code protected}, {@code header.NAME} and {@code claims.NAME}
     * @return the signature as it is written
     */
    public static String read(String token, BiConsumer<String, String> items) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || parts[0].isEmpty()) {
            throw malformed();
        }
        items.accept("signed", parts[0] + '.' + parts[1]);
        items.accept("protected", parts[0]);
        readObject(parts[0], "header.", items);
        if (!parts[1].isEmpty()) {
            readObject(parts[1], "claims.", items);
        }
        return parts[2];
    }

    private static void readObject(String text, String prefix, BiConsumer<String, String> items) {
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, String> field : fields(Encoding.BASE64URL.decode(text))) {
            if (!names.add(field.getKey())) {
                throw malformed();
            }
            items.accept(prefix + field.getKey(), field.getValue());
        }
    }

    private static List<Map.Entry<String, String>> fields(byte @Nullable [] json) {
        try {
            return JsonText.plainFields(json == null ? new byte[0] : json);
        } catch (RejectedException notJson) {
            throw malformed();
        }
    }

    private static RejectedException malformed() {
        return RejectedException.untraced(
                RejectionReason.SIGNATURE_MALFORMED, "the signature is no JSON Web Signature");
    }
}
