package io.hookward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonStringTest {
    private static String quoted(String text) {
        return new String(JsonString.quoted(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static String htmlSafe(String text) {
        return new String(JsonString.htmlSafe(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a text becomes the JSON string that ECMAScript prints")
    void quotes() {
        assertThat(quoted("{\"a\":\"b\\\\c\"}")).isEqualTo("\"{\\\"a\\\":\\\"b\\\\\\\\c\\\"}\"");
        assertThat(quoted("\b\t\n\f\r")).isEqualTo("\"\\b\\t\\n\\f\\r\"");
        assertThat(quoted("\u0001\u001f\u007f")).isEqualTo("\"\\u0001\\u001f\u007f\"");
        assertThat(quoted("Grüße 😀 </p>")).isEqualTo("\"Grüße 😀 </p>\"");
    }

    @Test
    @DisplayName("only what has a meaning in HTML is escaped for HTML")
    void escapesForHtml() {
        assertThat(htmlSafe("{\"a\":\"<b> & 'ü'\"}")).isEqualTo("{\"a\":\"\\u003cb\\u003e \\u0026 'ü'\"}");
    }
}
