package io.hookward.testkit.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON that can be printed again in the ways in which printers do it: strings are decoded, numbers keep their spelling,
 * objects their order and their repeated names.
 */
sealed interface JsonTree {
    /** An object, as names and values in turn. */
    record Fields(List<String> names, List<JsonTree> values) implements JsonTree {}

    /** An array. */
    record Items(List<JsonTree> values) implements JsonTree {}

    /** A string, decoded. */
    record Text(String text) implements JsonTree {}

    /** A number, true, false or null, as written. */
    record Raw(String text) implements JsonTree {}

    /** The tree of a JSON text, or null if it is none or is nested too deeply. */
    static @Nullable JsonTree parse(String json) {
        return new Parser(json).document();
    }

    /** Reads one text. */
    final class Parser {
        private static final int DEEPEST = 200;

        private final String json;
        private int at;

        private Parser(String json) {
            this.json = json;
        }

        private @Nullable JsonTree document() {
            try {
                JsonTree tree = value(0);
                blanks();
                return at == json.length() ? tree : null;
            } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
                return null;
            }
        }

        private JsonTree value(int depth) {
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("nested too deeply");
            }
            blanks();
            return switch (json.charAt(at)) {
                case '{' -> fields(depth);
                case '[' -> items(depth);
                case '"' -> new Text(string());
                default -> new Raw(word());
            };
        }

        private JsonTree fields(int depth) {
            List<String> names = new ArrayList<>();
            List<JsonTree> values = new ArrayList<>();
            at++;
            blanks();
            if (taken('}')) {
                return new Fields(names, values);
            }
            do {
                blanks();
                names.add(string());
                blanks();
                expect(':');
                values.add(value(depth + 1));
                blanks();
            } while (taken(','));
            expect('}');
            return new Fields(names, values);
        }

        private JsonTree items(int depth) {
            List<JsonTree> values = new ArrayList<>();
            at++;
            blanks();
            if (taken(']')) {
                return new Items(values);
            }
            do {
                values.add(value(depth + 1));
                blanks();
            } while (taken(','));
            expect(']');
            return new Items(values);
        }

        private String string() {
            expect('"');
            int start = at;
            while (json.charAt(at) != '"' && json.charAt(at) != '\\') {
                at++;
            }
            if (json.charAt(at) == '"') {
                return json.substring(start, at++);
            }
            StringBuilder text = new StringBuilder(json.substring(start, at));
            while (!taken('"')) {
                char c = json.charAt(at++);
                text.append(c == '\\' ? escaped() : c);
            }
            return text.toString();
        }

        private char escaped() {
            char c = json.charAt(at++);
            return switch (c) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'u' -> {
                    at += 4;
                    yield (char) Integer.parseInt(json.substring(at - 4, at), 16);
                }
                default -> c;
            };
        }

        private String word() {
            int start = at;
            while (at < json.length() && ",]} \t\r\n:\"{[".indexOf(json.charAt(at)) < 0) {
                at++;
            }
            if (at == start) {
                throw new IllegalArgumentException("no value");
            }
            return json.substring(start, at);
        }

        private void blanks() {
            while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
                at++;
            }
        }

        private boolean taken(char c) {
            if (json.charAt(at) != c) {
                return false;
            }
            at++;
            return true;
        }

        private void expect(char c) {
            if (!taken(c)) {
                throw new IllegalArgumentException("expected " + c);
            }
        }
    }
}
