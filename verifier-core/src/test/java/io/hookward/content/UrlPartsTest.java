package io.hookward.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UrlPartsTest {
    @Test
    @DisplayName("only the escapes of reserved characters are undone, each once")
    void decodesReserved() {
        assertThat(UrlParts.decodeReserved("https://example.com/a%2Fb%3a?x=%40%3B%2c%21%24%27%28%29%2A%3F"))
                .isEqualTo("https://example.com/a/b:?x=@;,!$'()*?");
        assertThat(UrlParts.decodeReserved("/%20%26%3D%23%25%2B%C3%BC%253A%"))
                .isEqualTo("/%20%26%3D%23%25%2B%C3%BC%253A%");
    }
}
