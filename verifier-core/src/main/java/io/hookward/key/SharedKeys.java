package io.hookward.key;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Refuses what is no shared secret: it would verify nothing, or everything that somebody signs with a public key. */
final class SharedKeys {
    private static final Pattern SIGNATURE = Pattern.compile("(sha-?(1|256|384|512)|v[0-9])=.{20,}");

    private SharedKeys() {}

    /**
     * The key, if it can be a shared secret.
     *
     * @throws IllegalArgumentException if it cannot; the message never contains it
     */
    static byte[] checked(byte[] key) {
        String text = new String(key, StandardCharsets.ISO_8859_1);
        if (text.startsWith("-----BEGIN ") || text.startsWith("{") && text.contains("\"kty\"")) {
            throw new IllegalArgumentException(
                    "the secret is a public key or certificate, and the scheme needs a shared one");
        }
        if (text.startsWith("whpk_") || text.startsWith("whsk_")) {
            throw new IllegalArgumentException("the secret begins with " + text.substring(0, 5) + ": that is a "
                    + (text.charAt(2) == 'p' ? "public key" : "private key")
                    + ", and the scheme needs a shared secret");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("bearer ") || lower.startsWith("basic ")) {
            throw new IllegalArgumentException(
                    "the secret begins like an Authorization header: leave out the first word");
        }
        if (SIGNATURE.matcher(lower).matches()) {
            throw new IllegalArgumentException(
                    "the secret begins like a signature: copy the secret, and not a header of a delivery");
        }
        if (lower.startsWith("v1,whsec_")) {
            throw new IllegalArgumentException("something stands before whsec_: leave it out");
        }
        return key;
    }
}
