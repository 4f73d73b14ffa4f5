package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON in the canonical form of RFC 8785, for providers that sign that form and send another. A body that is not I-JSON
 * (RFC 7493) is refused: two bodies have the same canonical form only if they say the same, up to the sign of a zero.
 *
 * <p>The body is written token by token in its own order. Then the members of objects change places, at once and not
 * level by level, so that the time stays proportional to the size of the body, however deep its objects are.
 */
final class CanonicalJson {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final JsonParser parser;
    private byte[] text;
    private int length;

    /** The objects whose members are not sorted yet, by where they start in the text. */
    private final NavigableMap<Integer, Unsorted> unsorted = new TreeMap<>();

    private record Member(String name, int start, int end) {}

    /** @param end where the closing brace stands */
    private record Unsorted(List<Member> sorted, int end) {}

    private CanonicalJson(JsonParser parser, int length) {
        this.parser = parser;
        this.text = new byte[length + 16];
    }

    /**
     * The canonical form.
     *
     * @throws RejectedException if the body is not I-JSON, or nested deeper than 500 levels
     */
    static byte[] of(byte[] json) {
        try (JsonParser parser = StrictJson.parser(json, 0, json.length)) {
            CanonicalJson canonical = new CanonicalJson(parser, json.length);
            canonical.value(parser.nextToken());
            if (parser.nextToken() != null) {
                throw JsonText.malformed();
            }
            return canonical.sorted();
        } catch (JacksonException notJson) {
            throw JsonText.malformed();
        }
    }

    private void value(@Nullable JsonToken token) {
        if (token == null) {
            throw JsonText.malformed();
        }
        switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> string(characters());
            case VALUE_NUMBER_INT -> integer(characters());
            case VALUE_NUMBER_FLOAT -> number(characters());
            case VALUE_TRUE -> put(TRUE);
            case VALUE_FALSE -> put(FALSE);
            case VALUE_NULL -> put(NULL);
            default -> throw JsonText.malformed();
        }
    }

    private void object() {
        int start = length;
        List<Member> members = new ArrayList<>();
        boolean inOrder = true;
        String previous = "";
        put('{');
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            if (!members.isEmpty()) {
                put(',');
            }
            int from = length;
            String name = parser.currentName();
            string(name);
            put(':');
            value(parser.nextToken());
            members.add(new Member(name, from, length));
            inOrder &= previous.compareTo(name) <= 0;
            previous = name;
        }
        if (!inOrder) {
            // Strings compare by UTF-16 code units, as the RFC wants it.
            members.sort(Comparator.comparing(Member::name));
            unsorted.put(start, new Unsorted(members, length));
        }
        put('}');
    }

    private void array() {
        put('[');
        boolean first = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!first) {
                put(',');
            }
            first = false;
            value(token);
        }
        put(']');
    }

    private CharSequence characters() {
        return CharBuffer.wrap(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    /** Every double has fifteen digits, so that a short integer is in its canonical form already. */
    private void integer(CharSequence literal) {
        if (literal.length() > 15 || literal.charAt(0) == '-') {
            number(literal);
            return;
        }
        for (int i = 0; i < literal.length(); i++) {
            put(literal.charAt(i));
        }
    }

    private void number(CharSequence literal) {
        CanonicalNumber number = CanonicalNumber.of(literal);
        if (number == null) {
            throw RejectedException.untraced(
                    RejectionReason.BODY_MALFORMED, "the body has a number that a double cannot carry");
        }
        put(number.text().getBytes(StandardCharsets.US_ASCII));
    }

    private void string(CharSequence string) {
        put('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (c < 0x800) {
                put(0xC0 | c >> 6);
                put(0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                put(0xE0 | c >> 12);
                put(0x80 | c >> 6 & 0x3F);
                put(0x80 | c & 0x3F);
            } else {
                i++;
                surrogates(c, i < string.length() ? string.charAt(i) : '\0');
            }
        }
        put('"');
    }

    private void surrogates(char high, char low) {
        if (!Character.isSurrogatePair(high, low)) {
            throw RejectedException.untraced(RejectionReason.BODY_MALFORMED, "the body has a lone surrogate");
        }
        int character = Character.toCodePoint(high, low);
        put(0xF0 | character >> 18);
        put(0x80 | character >> 12 & 0x3F);
        put(0x80 | character >> 6 & 0x3F);
        put(0x80 | character & 0x3F);
    }

    private void ascii(char c) {
        byte[] escape = JsonString.escape(c);
        if (escape == null) {
            put(c);
        } else {
            put(escape);
        }
    }

    private void put(int b) {
        if (length == text.length) {
            text = Arrays.copyOf(text, 2 * length);
        }
        text[length++] = (byte) b;
    }

    private void put(byte[] bytes) {
        for (byte b : bytes) {
            put(b);
        }
    }

    private byte[] sorted() {
        ByteBuffer sorted = ByteBuffer.allocate(length);
        copy(0, length, sorted);
        return sorted.array();
    }

    /** Copies a stretch of the text, and the members of each object in it in their right order. */
    private void copy(int start, int end, ByteBuffer sorted) {
        int from = start;
        for (Map.Entry<Integer, Unsorted> next = unsorted.ceilingEntry(from);
                next != null && next.getKey() < end;
                next = unsorted.ceilingEntry(from)) {
            sorted.put(text, from, next.getKey() - from);
            char separator = '{';
            for (Member member : next.getValue().sorted()) {
                sorted.put((byte) separator);
                copy(member.start(), member.end(), sorted);
                separator = ',';
            }
            from = next.getValue().end();
        }
        sorted.put(text, from, end - from);
    }
}
