package io.hookward.scheme;

/**
 * Keys and certificates in their textual encoding (RFC 7468), and what becomes of it on the way through environment
 * variables and forms: line breaks written as {@code \n}, blanks in place of them, or none at all.
 */
final class Pem {
    private static final String BEGIN = "-----BEGIN ";

    private Pem() {}

    /** Whether a text begins as PEM does. */
    static boolean isPem(String text) {
        return text.strip().startsWith(BEGIN);
    }

    /**
     * The bytes in a PEM text, or in its Base64 alone.
     *
     * @throws IllegalArgumentException if it holds a private key, or several parts, or is not Base64; the message never
     *     contains the text
     */
    static byte[] bytes(String text) {
        if (text.contains("PRIVATE KEY-----")) {
            throw new IllegalArgumentException(
                    "the secret is a private key, which nobody but the provider may have: configure the public one");
        }
        if (text.indexOf(BEGIN, text.indexOf(BEGIN) + 1) >= 0) {
            throw new IllegalArgumentException(
                    "the secret is several PEM texts in one: give each as a secret of its own");
        }
        return KeyForm.base64(text.replace("\\r", "")
                .replace("\\n", "")
                .replaceAll("-----[A-Z0-9 ]+-----", "")
                .replaceAll("\\s", ""));
    }
}
