package io.hookward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class JsonScannerTest {
    private static final String[] POINTERS = {"/a", "/a/b", "/b/0", "/b/1/a", "/c", "/\u00e4 \\"};
    private static final JsonMapper MAPPER = new JsonMapper();

    private static @Nullable String read(byte[] json, String pointer) {
        @Nullable String[] found = new String[1];
        JsonFields.of(Map.of(pointer, 0)).read(json, 0, json.length, found);
        return found[0];
    }

    private static @Nullable String read(String json, String pointer) {
        return read(json.getBytes(StandardCharsets.UTF_8), pointer);
    }

    @Test
    @DisplayName("on random documents, the scanner finds what Jackson finds, wherever the text begins in its array")
    void agreesWithJackson() {
        Random random = new Random(20261128);
        for (int i = 0; i < 20_000; i++) {
            JsonNode tree = tree(random, 4);
            byte[] json = random.nextBoolean()
                    ? MAPPER.writeValueAsBytes(tree)
                    : MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
            int offset = random.nextInt(9);
            byte[] array = new byte[offset + json.length + random.nextInt(9)];
            Arrays.fill(array, (byte) '"');
            System.arraycopy(json, 0, array, offset, json.length);
            for (String pointer : POINTERS) {
                @Nullable String[] found = new String[1];
                JsonFields.of(Map.of(pointer, 0)).read(array, offset, json.length, found);
                assertThat(found[0]).as(pointer + " in " + tree).isEqualTo(expected(tree.at(pointer)));
            }
        }
    }

    private static @Nullable String expected(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return node.isContainer() ? " " : node.asString();
    }

    private static JsonNode tree(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 8 : 5);
        if (kind > 5) {
            ArrayNode array = MAPPER.createArrayNode();
            for (int i = random.nextInt(4); i > 0; i--) {
                array.add(tree(random, depth - 1));
            }
            return array;
        }
        if (kind > 4) {
            ObjectNode object = MAPPER.createObjectNode();
            for (int i = random.nextInt(6); i > 0; i--) {
                object.set(name(random), tree(random, depth - 1));
            }
            return object;
        }
        return switch (kind) {
            case 0 -> MAPPER.getNodeFactory().nullNode();
            case 1 -> MAPPER.getNodeFactory().booleanNode(random.nextBoolean());
            case 2 -> MAPPER.getNodeFactory().numberNode(random.nextInt());
            default -> MAPPER.getNodeFactory().stringNode(text(random));
        };
    }

    private static String name(Random random) {
        return new String[] {"a", "b", "c", "\u00e4 \\", "ab", ""}[random.nextInt(6)];
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(8)) {
                        case 0 -> '"';
                        case 1 -> '\\';
                        case 2 -> '\n';
                        case 3 -> 0x1F600;
                        case 4 -> 0xE9;
                        case 5 -> "{}[],:".charAt(random.nextInt(6));
                        default -> 'a' + random.nextInt(26);
                    });
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"0", "-0", "1.50", "1e5", "-1E+05", "12345678901234567890123", "true", "false"})
    @DisplayName("numbers and truth values are given as they are written")
    void literals(String literal) {
        assertThat(read("{\"a\":" + literal + "}", "/a")).isEqualTo(literal);
        assertThat(read("{\"a\": " + literal + " ,\"b\":0}", "/a")).isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":tru}", "{\"a\":+1}", "{\"a\":-}",
                "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"", "{\"a\":\"\\", "{\"a\"",
                        "{\"a\":",
                "{a:1}", "\"a\":1", "", "[", "{\"b\" 1,\"a\":2}", "{,\"a\":1}", "{\"a\":\"\u0001\"}"
            })
    @DisplayName("what is malformed is absent, and reading it throws nothing")
    void malformed(String json) {
        assertThat(read(json, "/a")).isNull();
    }

    @Test
    @DisplayName("bytes that are not UTF-8 are no text")
    void notUtf8() {
        byte[] json = "{\"a\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
        json[6] = (byte) 0xff;
        assertThat(read(json, "/a")).isNull();
    }

    @Test
    @DisplayName("no cut and no changed byte of a document makes the scanner throw or read beyond the end")
    void hostile() {
        byte[] json = "{\"b\":[{\"x\":\"\\u00e9\\\"\"},{\"a\":[1,{\"c\":null}]}],\"a\":{\"b\":\"\u00e4\"},\"c\":-1.5e3}"
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            byte[] changed = Arrays.copyOf(json, random.nextInt(json.length + 1));
            for (int j = random.nextInt(4); j > 0 && changed.length > 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            for (String pointer : POINTERS) {
                read(changed, pointer);
            }
        }
    }
}
