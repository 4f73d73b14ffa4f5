package io.hookward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UrlSpellingTest {
    @Test
    @DisplayName("only the escapes of reserved characters are undone, each once")
    void decodesReserved() {
        assertThat(UrlSpelling.decodeReserved("https://example.com/a%2Fb%3a?x=%40%3B%2c%21%24%27%28%29%2A%3F"))
                .isEqualTo("https://example.com/a/b:?x=@;,!$'()*?");
        assertThat(UrlSpelling.decodeReserved("/%20%26%3D%23%25%2B%C3%BC%253A%"))
                .isEqualTo("/%20%26%3D%23%25%2B%C3%BC%253A%");
    }

    @Test
    @DisplayName("only the escapes of characters beyond ASCII are undone, and not those of other bytes")
    void decodesUnicode() {
        assertThat(UrlSpelling.decodeUnicode("/%20?q=%C3%BCber%E2%82%ac%F0%9F%98%80&%26=%27"))
                .isEqualTo("/%20?q=über€😀&%26=%27");
        assertThat(UrlSpelling.decodeUnicode("/?q=%FF%FE&r=%C3&s=%C3%41")).isEqualTo("/?q=%FF%FE&r=%C3&s=%C3%41");
    }

    @Test
    @DisplayName("in the query, what a browser escapes is escaped; what is escaped stays")
    void escapesQuery() {
        assertThat(UrlSpelling.escapeQuery("https://example.com/it's?a=It's+a \"<ü>\"&b=%27@:/?"))
                .isEqualTo("https://example.com/it's?a=It%27s+a%20%22%3C%C3%BC%3E%22&b=%27@:/?");
        assertThat(UrlSpelling.escapeQuery("https://example.com/it's")).isEqualTo("https://example.com/it's");
    }

    @Test
    @DisplayName("names and values of the query are decoded and escaped again, in their order")
    void encodesQuery() {
        assertThat(UrlSpelling.encodeQuery("https://example.com/a%27?b=It%27s+you%20%26+me&a=%c3%bc@:&c"))
                .isEqualTo("https://example.com/a%27?b=It's%20you%20%26%20me&a=%C3%BC%40%3A&c=");
        assertThat(UrlSpelling.encodeForm("https://example.com/a%27?b=It's%20you+%26&a=%c3%bc~*"))
                .isEqualTo("https://example.com/a%27?b=It%27s+you+%26&a=%C3%BC%7E*");
    }

    @Test
    @DisplayName("two URLs whose parameters differ stay different, however they are spelled")
    void keepsStructure() {
        List<UnaryOperator<String>> spellings = List.of(
                UrlSpelling::decodeReserved,
                UrlSpelling::decodeUnicode,
                UrlSpelling::escapeQuery,
                UrlSpelling::encodeQuery,
                UrlSpelling::encodeForm);
        for (UnaryOperator<String> spelling : spellings) {
            for (String escape : List.of("%26", "%3D", "%2B")) {
                String plain = Character.toString(Integer.parseInt(escape.substring(1), 16));
                assertThat(spelling.apply("https://example.com/?a" + escape + "1=2"))
                        .isNotEqualTo(spelling.apply("https://example.com/?a" + plain + "1=2"));
            }
        }
    }
}
