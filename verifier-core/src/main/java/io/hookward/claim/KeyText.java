package io.hookward.claim;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The parts of a claim key as text: {@code %}, and every char that is a blank, a control or not ASCII, is written as
 * {@code %} and the four upper-case hex digits of its UTF-16 code unit; so is a colon where it would end the part.
 */
final class KeyText {
    private static final HexFormat HEX = HexFormat.of();
    private static final HexFormat UPPER_CASE = HEX.withUpperCase();
    private static final int DIGITS = 4;
    private static final int LONGEST_ESCAPE = 1 + DIGITS;

    private KeyText() {}

    /** The part itself, or where its text has more than {@code max} chars, its hash. */
    static String bounded(String part, int max, boolean colonEnds) {
        return fits(part, max, colonEnds) ? part : "sha256:" + HEX.formatHex(sha256(part));
    }

    /** Whether the text of a part has at most {@code max} chars. */
    static boolean fits(String part, int max, boolean colonEnds) {
        int length = part.length();
        if (length * (long) LONGEST_ESCAPE <= max || length > max) {
            return length <= max;
        }
        int text = 0;
        for (int i = 0; i < length; i++) {
            text += isEscaped(part.charAt(i), colonEnds) ? LONGEST_ESCAPE : 1;
        }
        return text <= max;
    }

    static void escape(String part, boolean colonEnds, StringBuilder into) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (isEscaped(c, colonEnds)) {
                into.append('%').append(UPPER_CASE.toHexDigits(c));
            } else {
                into.append(c);
            }
        }
    }

    /** Reads back what {@link #escape} wrote; anything else it may leave as it is. */
    static String unescape(String text) {
        var part = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && isHex(text, i + 1)) {
                part.append((char) HexFormat.fromHexDigits(text, i + 1, i + LONGEST_ESCAPE));
                i += DIGITS;
            } else {
                part.append(c);
            }
        }
        return part.toString();
    }

    private static boolean isEscaped(char c, boolean colonEnds) {
        return c <= ' ' || c > '~' || c == '%' || (colonEnds && c == ':');
    }

    private static boolean isHex(String text, int from) {
        if (from + DIGITS > text.length()) {
            return false;
        }
        return text.chars().skip(from).limit(DIGITS).allMatch(HexFormat::isHexDigit);
    }

    /** Of the UTF-16 code units, as UTF-8 would confuse unpaired surrogates. */
    private static byte[] sha256(String part) {
        ByteBuffer codeUnits = ByteBuffer.allocate(part.length() * Character.BYTES);
        codeUnits.asCharBuffer().put(part);
        try {
            return MessageDigest.getInstance("SHA-256").digest(codeUnits.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
