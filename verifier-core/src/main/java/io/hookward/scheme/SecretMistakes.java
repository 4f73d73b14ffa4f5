package io.hookward.scheme;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a secret that does not have its form, and what would be right. No message contains the secret. */
final class SecretMistakes {
    private static final Pattern HEX = Pattern.compile("([0-9a-f]{2}){16,}|([0-9A-F]{2}){16,}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");

    private SecretMistakes() {}

    /**
     * Refuses a key of a pair where the form decodes a secret and does not ask for one: whoever knows a public key could
     * sign with it.
     *
     * @throws UnfitSecretException if the secret is one
     */
    static void refuseKeyOfPair(String secret, List<String> steps) {
        if (!steps.contains("base64") && !steps.contains("hex")) {
            return;
        }
        if (secret.startsWith("whsk_")) {
            throw new UnfitSecretException(
                    "the secret begins with whsk_: that is a private key, which nobody but the sender may have;"
                            + " configure the public key, whpk_",
                    false);
        }
        if (secret.startsWith("whpk_") && steps.stream().noneMatch(step -> step.contains("whpk_"))) {
            throw new UnfitSecretException(
                    "the secret begins with whpk_: that is a public key, and this way of signing has a shared secret",
                    true);
        }
    }

    static UnfitSecretException lacksPrefix(String prefix) {
        return new UnfitSecretException("the secret must start with '" + prefix + "'", true);
    }

    static UnfitSecretException noBase64(String text) {
        return new UnfitSecretException("the secret must be Base64" + hint(text, "Base64"), false);
    }

    static UnfitSecretException noHex(String text) {
        String hint = hint(text, "hex");
        return new UnfitSecretException(
                "the secret must be an even number of hex digits"
                        + (hint.isEmpty() && BASE64.matcher(text).matches()
                                ? "; it looks like Base64: give the key bytes with Secret.ofBase64, or encoding: base64"
                                : hint),
                false);
    }

    /** What decodes as Base64, and gives a key that nobody has. */
    static void refuseOtherPrefix(String text) {
        if (text.startsWith("whsec_")) {
            throw noBase64(text);
        }
    }

    /** Why a secret that can be decoded is perhaps not meant to be: hex is Base64, too, of another key. */
    static @Nullable String doubt(String text, List<String> steps) {
        String bare = text.startsWith("whsec_") ? text.substring("whsec_".length()) : text;
        return steps.contains("base64") && HEX.matcher(bare).matches()
                ? "is decoded as Base64 and looks like hex: if signatures do not match, give its key bytes with"
                        + " Secret.ofHex, or encoding: hex"
                : null;
    }

    private static String hint(String text, String form) {
        if (Pem.isPem(text)) {
            return "; it is PEM, and this way of signing has a shared secret";
        }
        int inner = text.indexOf("whsec_");
        if (inner > 0) {
            return "; something stands before whsec_: leave it out";
        }
        if (text.regionMatches(true, 0, "Bearer ", 0, 7) || text.regionMatches(true, 0, "Basic ", 0, 6)) {
            return "; it begins like an Authorization header: leave out the first word";
        }
        if (text.matches("(?i)(sha-?(1|256|512)|v[0-9]+a?)[=,].*")) {
            return "; it begins like a signature: copy the secret, and not a header";
        }
        if (text.chars().anyMatch(Character::isWhitespace)) {
            return "; there is white space in it";
        }
        if (inner == 0) {
            return "; it begins with whsec_, which secrets of this scheme do not: is it another provider's?";
        }
        return form.equals("Base64") && text.matches("[^=]*=+[^=].*") ? "; there is a '=' in the middle of it" : "";
    }
}
