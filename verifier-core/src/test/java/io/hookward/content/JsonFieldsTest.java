package io.hookward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
    private static Map<String, String> read(String json, String... pointers) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return JsonFields.read(body, 0, body.length, List.of(pointers));
    }

    private static Map<String, String> readWhole(String json, String... pointers) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return JsonFields.readWhole(body, 0, body.length, List.of(pointers));
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
    @DisplayName("an object or array is there, but has no text")
    void knowsContainers() {
        assertThat(read("{\"a\":{\"b\":[]},\"c\":null}", "/a", "/a/b", "/c", "/d"))
                .containsOnly(Map.entry("/a", ""), Map.entry("/a/b", ""));
    }
}
