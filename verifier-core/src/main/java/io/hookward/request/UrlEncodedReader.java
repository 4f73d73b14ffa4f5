package io.hookward.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decodes {@code application/x-www-form-urlencoded} bytes. Nothing between two ampersands is no field. */
final class UrlEncodedReader {
    private final byte[] array;
    private final Charset charset;
    private final boolean strict;

    private UrlEncodedReader(byte[] array, Charset charset, boolean strict) {
        this.array = array;
        this.charset = charset;
        this.strict = strict;
    }

    /**
     * The fields in the order sent.
     *
     * @param strict whether an invalid escape, or bytes that are not of the charset, are refused
     * @throws MalformedFormException if they are, or there are more than {@code maxFields}
     */
    static List<Map.Entry<String, String>> read(
            byte[] array, int offset, int length, Charset charset, boolean strict, int maxFields) {
        UrlEncodedReader reader = new UrlEncodedReader(array, charset, strict);
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        int end = offset + length;
        int start = offset;
        while (start < end) {
            int separator = reader.indexOf('&', start, end);
            if (separator > start) {
                if (fields.size() == maxFields) {
                    throw new MalformedFormException("Form with more than " + maxFields + " fields");
                }
                int equals = reader.indexOf('=', start, separator);
                String name = reader.text(start, equals);
                String value = equals == separator ? "" : reader.text(equals + 1, separator);
                fields.add(Map.entry(name, value));
            }
            start = separator + 1;
        }
        return List.copyOf(fields);
    }

    private int indexOf(char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (array[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    private String text(int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = array[i];
            if (b == '%') {
                int high = i + 2 < to ? digit(array[i + 1]) : -1;
                int low = high < 0 ? -1 : digit(array[i + 2]);
                if (low >= 0) {
                    b = (byte) (high << 4 | low);
                    i += 2;
                } else if (strict) {
                    throw new MalformedFormException("Form with a malformed percent escape");
                }
            } else if (b == '+') {
                b = ' ';
            }
            plain[length++] = b;
        }
        return strict ? decoded(plain, length) : new String(plain, 0, length, charset);
    }

    private String decoded(byte[] plain, int length) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(plain, 0, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new MalformedFormException("Form with bytes that are not " + charset);
        }
    }

    /** ASCII only: {@link Character#digit} takes the digits of every script. */
    private static int digit(byte c) {
        return c < 0 ? -1 : Character.digit(c, 16);
    }
}
