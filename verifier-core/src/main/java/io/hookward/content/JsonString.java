package io.hookward.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text inside JSON, byte by byte: what is not ASCII stays as it is. */
public final class JsonString {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonString() {}

    /** The text as a JSON string, escaped as ECMAScript does: only what must be, control characters in lower-case hex. */
    public static byte[] quoted(byte[] text) {
        ByteArrayOutputStream quoted = new ByteArrayOutputStream(text.length + 16);
        quoted.write('"');
        for (byte b : text) {
            switch (b) {
                case '"', '\\' -> escape(quoted, b);
                case '\b' -> escape(quoted, 'b');
                case '\t' -> escape(quoted, 't');
                case '\n' -> escape(quoted, 'n');
                case '\f' -> escape(quoted, 'f');
                case '\r' -> escape(quoted, 'r');
                default -> {
                    if (b >= 0 && b < ' ') {
                        unicode(quoted, b);
                    } else {
                        quoted.write(b);
                    }
                }
            }
        }
        quoted.write('"');
        return quoted.toByteArray();
    }

    /** JSON in which no character has a meaning in HTML, as Go prints it. */
    public static byte[] htmlSafe(byte[] json) {
        ByteArrayOutputStream safe = new ByteArrayOutputStream(json.length + 16);
        for (byte b : json) {
            if (b == '&' || b == '<' || b == '>') {
                unicode(safe, b);
            } else {
                safe.write(b);
            }
        }
        return safe.toByteArray();
    }

    private static void escape(ByteArrayOutputStream text, int letter) {
        text.write('\\');
        text.write(letter);
    }

    private static void unicode(ByteArrayOutputStream text, byte b) {
        escape(text, 'u');
        text.write('0');
        text.write('0');
        text.write(HEX[b >> 4]);
        text.write(HEX[b & 15]);
    }
}
