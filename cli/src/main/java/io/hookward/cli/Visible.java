package io.hookward.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text in which nothing is invisible. */
final class Visible {
    private Visible() {}

    /** The bytes as text with escapes; those that are no UTF-8 byte by byte. The middle of a long text is left out. */
    static String text(byte[] bytes, int longest) {
        if (bytes.length <= longest) {
            return escaped(bytes, 0, bytes.length);
        }
        int half = longest / 2;
        return escaped(bytes, 0, half) + " … " + (bytes.length - 2 * half) + " bytes … "
                + escaped(bytes, bytes.length - half, half);
    }

    private static String escaped(byte[] bytes, int from, int length) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
            StringBuilder out = new StringBuilder();
            text.codePoints().forEach(point -> escape(point, out));
            return out.toString();
        } catch (CharacterCodingException binary) {
            StringBuilder out = new StringBuilder();
            for (int i = from; i < from + length; i++) {
                if (bytes[i] >= ' ' && bytes[i] < 127) {
                    escape(bytes[i], out);
                } else {
                    out.append(String.format(Locale.ROOT, "\\x%02x", bytes[i] & 0xFF));
                }
            }
            return out.toString();
        }
    }

    private static void escape(int point, StringBuilder out) {
        switch (point) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                boolean invisible = Character.isISOControl(point)
                        || Character.getType(point) == Character.FORMAT
                        || Character.isSpaceChar(point) && point != ' ';
                if (invisible) {
                    out.append(String.format(Locale.ROOT, "\\u{%x}", point));
                } else {
                    out.appendCodePoint(point);
                }
            }
        }
    }
}
