package io.hookward.servlet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes {@code application/x-www-form-urlencoded} bytes.
 *
 * <p>Strict, as Jetty 12.1 is: an invalid escape, or bytes that are not of the charset, make the whole body
 * malformed instead of giving a value nobody sent. Servlet 6.1 wrote down what then happens: {@link
 * IllegalStateException}. Nothing between two ampersands is no parameter, as the URL standard and Tomcat have it;
 * Jetty makes it one without a name.
 */
final class FormBody {

    private FormBody() {}

    /**
     * The parameters in {@code body}, names and values in the order sent.
     *
     * @param maxParameters so many pairs, and no more
     * @throws IllegalStateException if the body is malformed or has more pairs; the message tells nothing of its
     *     content
     */
    static Map<String, List<String>> decode(byte[] body, Charset charset, int maxParameters) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        int pairs = 0;
        int start = 0;
        for (int end = 0; end <= body.length; end++) {
            if (end < body.length && body[end] != '&') {
                continue;
            }
            if (end > start) {
                if (++pairs > maxParameters) {
                    throw new IllegalStateException("Form with more than " + maxParameters + " parameters");
                }
                int equals = indexOf(body, '=', start, end);
                String name = text(body, start, equals, charset);
                String value = equals == end ? "" : text(body, equals + 1, end, charset);
                parameters.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return parameters;
    }

    private static int indexOf(byte[] body, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    private static String text(byte[] body, int from, int to, Charset charset) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            byte b = body[i];
            if (b == '+') {
                plain.write(' ');
            } else if (b == '%') {
                int high = i + 2 < to ? Hex.digit(body[i + 1]) : -1;
                int low = high < 0 ? -1 : Hex.digit(body[i + 2]);
                if (low < 0) {
                    throw new IllegalStateException("Form with a malformed percent escape");
                }
                plain.write(high << 4 | low);
                i += 2;
            } else {
                plain.write(b);
            }
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(plain.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("Form with bytes that are not " + charset, e);
        }
    }
}
