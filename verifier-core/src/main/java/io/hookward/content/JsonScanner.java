package io.hookward.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of one JSON text without looking at more than it must: what nobody asked for is {@linkplain JsonSkipper skipped}.
 * A general parser checks, and allocates for, what is skipped too.
 */
final class JsonScanner {
    private final byte[] json;
    private final int end;
    private final @Nullable String[] found;
    private int missing;
    private int at;

    /**
     * A scanner at the beginning of a text.
     *
     * @param found takes the texts of the fields
     * @param wanted how many fields there are; when all are found, the rest is not read
     */
    JsonScanner(byte[] json, int offset, int length, @Nullable String[] found, int wanted) {
        this.json = json;
        this.at = offset;
        this.end = offset + length;
        this.found = found;
        this.missing = wanted;
    }

    /**
     * Reads the value that stands here.
     *
     * @return whether to read on: not at a fault, and not when all fields are found
     */
    boolean read(JsonFields.Node node) {
        return switch (next()) {
            case '{' -> open(node) && readObject(node);
            case '[' -> open(node) && readArray(node);
            case '"' -> readString(node);
            default -> readLiteral(node);
        };
    }

    /** The first byte that is no white space, which is not consumed; 0 at the end. */
    private int next() {
        while (at < end) {
            byte b = json[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        return 0;
    }

    private boolean consume(int wanted) {
        if (next() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private boolean open(JsonFields.Node node) {
        at++;
        return put(node, JsonFields.CONTAINER);
    }

    private boolean put(JsonFields.Node node, String text) {
        if (node.slot() >= 0 && found[node.slot()] == null) {
            found[node.slot()] = text;
            missing--;
        }
        return missing > 0;
    }

    private boolean readObject(JsonFields.Node node) {
        if (node.children().isEmpty()) {
            return skipContainer();
        }
        if (consume('}')) {
            return true;
        }
        do {
            if (next() != '"') {
                return false;
            }
            int name = at + 1;
            if (!skipString()) {
                return false;
            }
            JsonFields.Node child = named(node, name, at - 1);
            if (!consume(':') || !(child == null ? skip() : read(child))) {
                return false;
            }
        } while (consume(','));
        return consume('}');
    }

    private boolean readArray(JsonFields.Node node) {
        if (node.children().isEmpty()) {
            return skipContainer();
        }
        if (consume(']')) {
            return true;
        }
        int index = 0;
        do {
            JsonFields.Node child = node.at(index++);
            if (!(child == null ? skip() : read(child))) {
                return false;
            }
        } while (consume(','));
        return consume(']');
    }

    private JsonFields.@Nullable Node named(JsonFields.Node node, int from, int to) {
        for (JsonFields.Node child : node.children()) {
            byte[] name = child.utf8();
            if (Arrays.equals(json, from, to, name, 0, name.length)) {
                return child;
            }
        }
        String name = hasEscape(from, to) ? text(from, to) : null;
        return name == null ? null : node.named(name);
    }

    private boolean readString(JsonFields.Node node) {
        int from = at + 1;
        if (!skipString()) {
            return false;
        }
        if (node.slot() < 0 || found[node.slot()] != null) {
            return true;
        }
        String text = text(from, at - 1);
        return text != null && put(node, text);
    }

    private boolean readLiteral(JsonFields.Node node) {
        int from = at;
        while (at < end && isInLiteral(json[at])) {
            at++;
        }
        String text = new String(json, from, at - from, StandardCharsets.ISO_8859_1);
        return switch (text) {
            case "null" -> true;
            case "true", "false" -> put(node, text);
            default -> isNumber(text) && put(node, text);
        };
    }

    private static boolean isInLiteral(byte b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b == '-' || b == '+' || b == '.' || b == 'E';
    }

    /** RFC 8259, section 6. */
    private static boolean isNumber(String text) {
        int i = text.startsWith("-") ? 1 : 0;
        int integer = digits(text, i);
        if (integer == i || text.charAt(i) == '0' && integer > i + 1) {
            return false;
        }
        i = integer;
        if (i < text.length() && text.charAt(i) == '.') {
            int fraction = digits(text, i + 1);
            if (fraction == i + 1) {
                return false;
            }
            i = fraction;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i++;
            i += i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-') ? 1 : 0;
            int exponent = digits(text, i);
            if (exponent == i) {
                return false;
            }
            i = exponent;
        }
        return i == text.length();
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private boolean skip() {
        switch (next()) {
            case '{', '[' -> {
                at++;
                return skipContainer();
            }
            case '"' -> {
                return skipString();
            }
            default -> {
                int from = at;
                while (at < end && isInLiteral(json[at])) {
                    at++;
                }
                return at > from;
            }
        }
    }

    /** Goes behind the end of the object or array within which this stands. */
    private boolean skipContainer() {
        return moveTo(JsonSkipper.container(json, at, end));
    }

    /** Goes from a quotation mark behind the one that closes the string. */
    private boolean skipString() {
        return moveTo(JsonSkipper.string(json, at + 1, end));
    }

    private boolean moveTo(int behind) {
        if (behind >= 0) {
            at = behind;
        }
        return behind >= 0;
    }

    private boolean hasEscape(int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The text of a string between its quotation marks, or null if it is malformed. */
    private @Nullable String text(int from, int to) {
        boolean plain = true;
        for (int i = from; i < to; i++) {
            byte b = json[i];
            if (b >= 0 && b < ' ') {
                return null;
            }
            plain &= b >= 0 && b != '\\';
        }
        if (plain) {
            return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json, from, to - from))
                    .toString();
            return text.indexOf('\\') < 0 ? text : unescaped(text);
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }

    private static @Nullable String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            c = text.charAt(++i);
            if (c == 'u') {
                if (i + 4 >= text.length() || !isHex(text, i + 1, i + 5)) {
                    return null;
                }
                plain.append((char) HexFormat.fromHexDigits(text, i + 1, i + 5));
                i += 4;
                continue;
            }
            int which = "\"\\/bfnrt".indexOf(c);
            if (which < 0) {
                return null;
            }
            plain.append("\"\\/\b\f\n\r\t".charAt(which));
        }
        return plain.toString();
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
