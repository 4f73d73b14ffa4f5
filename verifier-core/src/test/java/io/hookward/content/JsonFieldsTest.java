package io.hookward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
    private static Map<String, String> read(String json, String... pointers) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        @Nullable String[] found = new String[pointers.length];
        fields(pointers).read(body, 0, body.length, found);
        return byPointer(pointers, found);
    }

    private static JsonFields fields(String... pointers) {
        Map<String, Integer> slots = new LinkedHashMap<>();
        for (String pointer : pointers) {
            slots.put(pointer, slots.size());
        }
        return JsonFields.of(slots);
    }

    private static Map<String, String> byPointer(String[] pointers, @Nullable String[] found) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i] != null) {
                texts.put(pointers[i], found[i]);
            }
        }
        return texts;
    }

    private static Map<String, String> readWhole(String json, String... pointers) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        @Nullable String[] found = new String[pointers.length];
        fields(pointers).readWhole(body, 0, body.length, found);
        return byPointer(pointers, found);
    }

    @Test
    @DisplayName("a field of a body that is signed as a whole is the first of its name")
    void readsTheFirst() {
        assertThat(read("{\"a\":{\"b\":1.50},\"a\":2}", "/a/b")).containsExactly(Map.entry("/a/b", "1.50"));
    }

    @Test
    @DisplayName("a body that is not signed as a whole holds nothing once a name in it comes twice")
    void refusesNamesThatComeTwice() {
        assertThat(readWhole("{\"a\":1,\"b\":2}", "/a")).containsExactly(Map.entry("/a", "1"));
        assertThat(readWhole("{\"a\":1,\"a\":2}", "/a")).isEmpty();
        assertThat(readWhole("{\"a\":1,\"c\":[{\"d\":1,\"\\u0064\":2}]}", "/a")).isEmpty();
    }

    @Test
    @DisplayName("a body that is not signed as a whole holds nothing if something follows its JSON")
    void refusesWhatFollows() {
        assertThat(readWhole("{\"a\":1} {\"a\":2}", "/a")).isEmpty();
        assertThat(readWhole("{\"a\":1", "/a")).isEmpty();
    }

    @Test
    @DisplayName("a body that is not signed as a whole holds nothing if it is not UTF-8, or has half a surrogate pair")
    void refusesWhatIsNoText() {
        assertThat(readWhole("{\"a\":\"\\ud83d\\ude00\"}", "/a")).containsExactly(Map.entry("/a", "\ud83d\ude00"));
        assertThat(readWhole("{\"a\":\"\\ud83d\"}", "/a")).isEmpty();
        byte[] overlong = "{\"a\":\"\u00c0\u00af\"}".getBytes(StandardCharsets.ISO_8859_1);
        @Nullable String[] found = new String[1];
        fields("/a").readWhole(overlong, 0, overlong.length, found);
        assertThat(found).containsOnlyNulls();
    }

    @Test
    @DisplayName("an object or array is there, but has no text")
    void knowsContainers() {
        assertThat(read("{\"a\":{\"b\":[]},\"c\":null,\"e\":\"\"}", "/a", "/a/b", "/c", "/d", "/e"))
                .containsOnly(Map.entry("/a", " "), Map.entry("/a/b", " "), Map.entry("/e", ""));
    }
}
