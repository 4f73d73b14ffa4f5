package io.hookward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSkipperTest {
    /** The plainest way to find where a container ends. */
    private static int container(byte[] json, int from, int end) {
        int depth = 1;
        boolean string = false;
        for (int i = from; i < end; i++) {
            if (string && json[i] == '\\') {
                i++;
            } else if (json[i] == '"') {
                string = !string;
            } else if (!string && json[i] == '\\') {
                return -1;
            } else if (!string && (json[i] == '{' || json[i] == '[')) {
                depth++;
            } else if (!string && (json[i] == '}' || json[i] == ']')) {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"{}[]a", // brackets and strings
                "\"\\\\a{}", // backslashes in long runs, outside of strings too
                "\"\\aaaaaaaaaaaaaaaaaaaaaaaaaaaaa{[", // long strings that hold escapes
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", // strings longer than a block
                "\"{[}];=|\u0002\u005b\u00fb\u00db" // neighbours of brackets and quotation marks
            })
    @DisplayName(
            "the end of a container is where reading byte by byte finds it, whatever it holds and wherever it begins")
    void sameAsByteByByte(String alphabet) {
        byte[] from = alphabet.getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(alphabet.hashCode());
        int found = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] json = new byte[random.nextInt(300)];
            for (int k = 0; k < json.length; k++) {
                json[k] = from[random.nextInt(from.length)];
            }
            // So that it begins deep, and some do not end within the first blocks
            int begin = Math.min(json.length, random.nextInt(70));
            int end = json.length - random.nextInt(json.length - begin + 1);
            int expected = container(json, begin, end);
            assertThat(JsonSkipper.container(json, begin, end))
                    .as(() -> begin + ".." + end + " of " + new String(json, StandardCharsets.ISO_8859_1))
                    .isEqualTo(expected);
            found += expected >= 0 ? 1 : 0;
        }
        assertThat(found).as("of both kinds").isGreaterThanOrEqualTo(alphabet.contains("}") ? 1000 : 0);
    }

    @Test
    @DisplayName("documents of every nesting and length end where they end")
    void documents() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            value(random, text, 6);
            byte[] json = ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
            assertThat(JsonSkipper.container(json, 1, json.length)).isEqualTo(json.length);
            assertThat(JsonSkipper.container(json, 1, json.length - 1)).isEqualTo(-1);
        }
    }

    private static void value(Random random, StringBuilder text, int depth) {
        switch (random.nextInt(depth > 0 ? 4 : 2)) {
            case 0 -> string(random, text);
            case 1 -> text.append(random.nextInt());
            case 2 -> {
                text.append('[');
                for (int i = random.nextInt(4); i > 0; i--) {
                    value(random, text, depth - 1);
                    text.append(i > 1 ? "," : "");
                }
                text.append(']');
            }
            default -> {
                text.append('{');
                for (int i = random.nextInt(4); i > 0; i--) {
                    string(random, text);
                    text.append(':');
                    value(random, text, depth - 1);
                    text.append(i > 1 ? "," : "");
                }
                text.append('}');
            }
        }
    }

    private static void string(Random random, StringBuilder text) {
        String[] pieces = {"\\\"", "\\\\", "\\n", "{", "}", "[", "]", "a", "some longer text ", "\u00e9"};
        text.append('"');
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 60 : 5); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        text.append('"');
    }
}
