package io.hookward.scheme;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a signature's bytes are written in a header.
 *
 * <p>Decoding is strict: one byte sequence has one accepted spelling, except that hex digits may be of either case.
 * Missing padding, spare bits, blanks and characters of another alphabet are refused, so that two spellings of one
 * signature can never pass for two signatures.
 */
public enum Encoding {
    /** Two hexadecimal digits a byte, either case; written in lower case. */
    HEX {
        @Override
        public byte @Nullable [] decode(String text, int from, int to) {
            int length = to - from;
            if ((length & 1) != 0) {
                return null;
            }
            byte[] values = HEX_DIGITS;
            byte[] bytes = new byte[length / 2];
            // One test at the end: an invalid digit makes its number negative.
            int all = 0;
            for (int i = 0, at = from; i < bytes.length; i++, at += 2) {
                int both = digit(values, text.charAt(at)) << 4 | digit(values, text.charAt(at + 1));
                all |= both;
                bytes[i] = (byte) both;
            }
            return all < 0 ? null : bytes;
        }

        @Override
        public String encode(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    },
    /** Base64 (RFC 4648, section 4) with its padding. */
    BASE64 {
        @Override
        public byte @Nullable [] decode(String text, int from, int to) {
            if ((to - from & 3) != 0) {
                return null;
            }
            int end = to;
            while (end > from && to - end < 2 && text.charAt(end - 1) == '=') {
                end--;
            }
            return base64(text, from, end, BASE64_DIGITS);
        }

        @Override
        public String encode(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    },
    /** Base64 with the URL alphabet (RFC 4648, section 5), without padding. */
    BASE64URL {
        @Override
        public byte @Nullable [] decode(String text, int from, int to) {
            return base64(text, from, to, BASE64URL_DIGITS);
        }

        @Override
        public String encode(byte[] bytes) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    },
    /** The characters themselves, in UTF-8: for tokens. */
    TEXT {
        @Override
        public byte @Nullable [] decode(String text, int from, int to) {
            return text.substring(from, to).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String encode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    };

    private static final byte[] HEX_DIGITS = digits("0123456789abcdef");
    private static final byte[] BASE64_DIGITS =
            digits("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    private static final byte[] BASE64URL_DIGITS =
            digits("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    static {
        for (char c = 'A'; c <= 'F'; c++) {
            HEX_DIGITS[c] = (byte) (c - 'A' + 10);
        }
    }

    /**
     * Reads bytes from their spelling.
     *
     * @param text any text, however hostile
     * @param from where the spelling begins
     * @param to where it ends, exclusive
     * @return the bytes, or null if the text is not the canonical spelling of any
     * @throws IndexOutOfBoundsException if the text has no such part
     */
    public abstract byte @Nullable [] decode(String text, int from, int to);

    /** Reads bytes from a whole text; see {@link #decode(String, int, int)}. */
    public final byte @Nullable [] decode(String text) {
        return decode(text, 0, text.length());
    }

    /** Writes bytes in the one spelling that {@link #decode} accepts. */
    public abstract String encode(byte[] bytes);

    /** The name used in scheme files, such as {@code base64url}. */
    public String schemeName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The values of an alphabet's characters; -1 for all others. */
    private static byte[] digits(String alphabet) {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    private static int digit(byte[] values, char c) {
        return c < 128 ? values[c] : -1;
    }

    /** Decodes digits without padding; null if one is not of the alphabet, or the last has spare bits that are set. */
    private static byte @Nullable [] base64(String text, int from, int to, byte[] values) {
        int rest = to - from & 3;
        if (rest == 1) {
            return null;
        }
        byte[] bytes = new byte[(int) ((to - from) * 3L / 4)];
        int count = 0;
        int at = from;
        for (; at + 4 <= to; at += 4) {
            int four = digit(values, text.charAt(at)) << 18
                    | digit(values, text.charAt(at + 1)) << 12
                    | digit(values, text.charAt(at + 2)) << 6
                    | digit(values, text.charAt(at + 3));
            if (four < 0) {
                return null;
            }
            bytes[count] = (byte) (four >> 16);
            bytes[count + 1] = (byte) (four >> 8);
            bytes[count + 2] = (byte) four;
            count += 3;
        }
        if (rest == 0) {
            return bytes;
        }
        int last = digit(values, text.charAt(at)) << 12
                | digit(values, text.charAt(at + 1)) << 6
                | (rest == 3 ? digit(values, text.charAt(at + 2)) : 0);
        int spare = rest == 3 ? 0b11 : 0b1111_111111;
        if (last < 0 || (last & spare) != 0) {
            return null;
        }
        bytes[count] = (byte) (last >> 10);
        if (rest == 3) {
            bytes[count + 1] = (byte) (last >> 2);
        }
        return bytes;
    }
}
