package io.hookward.fuzz;

import io.hookward.scheme.Encoding;
import io.hookward.scheme.KeyForm;
import io.hookward.secret.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Any text as a secret, in any form, and as a signature in any encoding. */
public final class SecretTarget {
    private static final KeyForm[] FORMS = {
        KeyForm.TEXT,
        KeyForm.BASE64,
        KeyForm.HEX,
        KeyForm.WHSEC,
        new KeyForm(List.of("require whsec_", "base64")),
        new KeyForm(List.of("base64-after whsec_")),
        new KeyForm(List.of("strip-match [a-z]+_", "hex")),
        new KeyForm(List.of("nfkd", "sha256")),
        new KeyForm(List.of("sha1")),
        new KeyForm(List.of("pem")),
        new KeyForm(List.of("spki"))
    };

    private SecretTarget() {}

    public static void run(byte[] data) {
        Bytes bytes = new Bytes(data);
        KeyForm form = bytes.oneOf(FORMS);
        String text = switch (bytes.below(4)) {
            case 0 -> bytes.text(200);
            case 1 -> "whsec_" + bytes.text(200);
            case 2 -> TextMutation.mutate("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", bytes);
            default -> TextMutation.mutate("00112233445566778899aabbccddeeff", bytes);
        };
        secret(text, form);
        for (Encoding encoding : Encoding.values()) {
            signature(text, encoding);
        }
    }

    private static void secret(String text, KeyForm form) {
        try {
            Secret secret = Secret.builder(text).allowShort().build();
            byte[] key = secret.exposeTo(form, byte[]::clone);
            require(key.length > 0, "an empty key", text);
            require(Arrays.equals(key, secret.exposeTo(form, byte[]::clone)), "another key the second time", text);
            require(text.length() < 4 || !secret.toString().contains(text), "printed", text);
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            require(!message.isBlank(), "refused without a word", text);
            // A text of a few letters stands in any sentence.
            require(text.length() < 12 || !message.contains(text), "told in the message", text);
            require(refused.getCause() == null, "a cause might tell", text);
        }
    }

    private static void signature(String text, Encoding encoding) {
        byte[] decoded = encoding.decode(text);
        if (decoded == null || encoding == Encoding.TEXT) {
            return;
        }
        String canonical = encoding.encode(decoded);
        boolean same =
                canonical.equals(text) || encoding == Encoding.HEX && canonical.equals(text.toLowerCase(Locale.ROOT));
        require(same, "a second spelling of " + canonical, text);
        require(text.chars().allMatch(c -> c < 128), "a character beyond ASCII", text);
    }

    private static void require(boolean holds, String what, String text) {
        if (!holds) {
            throw new AssertionError(what + ": '" + text + "'");
        }
    }
}
