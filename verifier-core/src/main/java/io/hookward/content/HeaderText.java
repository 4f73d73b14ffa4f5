package io.hookward.content;

import java.nio.charset.StandardCharsets;

/**
 * Text of a header and the bytes it came as. Servlet containers read header bytes as ISO-8859-1, so text within that
 * range goes back to those bytes; anything beyond was never a byte and is UTF-8.
 */
public final class HeaderText {
    private HeaderText() {}

    /** The bytes of a text. */
    public static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text of bytes that are UTF-8. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
