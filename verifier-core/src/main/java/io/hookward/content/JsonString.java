package io.hookward.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text inside JSON, byte by byte: what is not ASCII stays as it is. */
public final class JsonString {
    /** By character, null for those that stand for themselves. */
    private static final byte[] @Nullable [] ESCAPES = escapes();

    private JsonString() {}

    /** The text as a JSON string, escaped as ECMAScript does: only what must be, control characters in lower-case hex. */
    public static byte[] quoted(byte[] text) {
        ByteArrayOutputStream quoted = new ByteArrayOutputStream(text.length + 16);
        quoted.write('"');
        for (byte b : text) {
            byte[] escape = b < 0 ? null : escape((char) b);
            if (escape == null) {
                quoted.write(b);
            } else {
                quoted.writeBytes(escape);
            }
        }
        quoted.write('"');
        return quoted.toByteArray();
    }

    /** How a character has to be written in a string, or null if it stands for itself. Not to be changed. */
    static byte @Nullable [] escape(char c) {
        return c < ESCAPES.length ? ESCAPES[c] : null;
    }

    /** JSON in which no character has a meaning in HTML, as Go prints it. */
    public static byte[] htmlSafe(byte[] json) {
        ByteArrayOutputStream safe = new ByteArrayOutputStream(json.length + 16);
        for (byte b : json) {
            if (b == '&' || b == '<' || b == '>') {
                safe.writeBytes(unicode(b));
            } else {
                safe.write(b);
            }
        }
        return safe.toByteArray();
    }

    private static byte[] @Nullable [] escapes() {
        byte[] @Nullable [] escapes = new byte['\\' + 1][];
        for (int c = 0; c < ' '; c++) {
            escapes[c] = unicode(c);
        }
        escapes['\b'] = ascii("\\b");
        escapes['\t'] = ascii("\\t");
        escapes['\n'] = ascii("\\n");
        escapes['\f'] = ascii("\\f");
        escapes['\r'] = ascii("\\r");
        escapes['"'] = ascii("\\\"");
        escapes['\\'] = ascii("\\\\");
        return escapes;
    }

    private static byte[] unicode(int c) {
        return ascii("\\u00" + Character.forDigit(c >> 4, 16) + Character.forDigit(c & 15, 16));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
