package io.hookward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MultipartFormTest {
    private static List<Map.Entry<String, String>> fields(String form) {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        return MultipartForm.fields(body, 0, body.length, "b1");
    }

    @Test
    @DisplayName("the boundary is taken from the media type of a multipart form, quoted or not")
    void findsTheBoundary() {
        assertThat(MultipartForm.boundary("Multipart/Form-Data; boundary=b1")).isEqualTo("b1");
        assertThat(MultipartForm.boundary("multipart/form-data; charset=utf-8; boundary=\"b 1\""))
                .isNull();
        assertThat(MultipartForm.boundary("multipart/form-data; charset=utf-8; boundary=\"b1\""))
                .isEqualTo("b1");
        assertThat(MultipartForm.boundary("multipart/form-data")).isNull();
        assertThat(MultipartForm.boundary("application/json; boundary=b1")).isNull();
        assertThat(MultipartForm.boundary(null)).isNull();
    }

    @Test
    @DisplayName("a multipart form gives its fields in their order, byte for byte")
    void readsFields() {
        String form =
                "--b1\r\nContent-Disposition: form-data; name=\"json\"\r\nContent-Type: text/plain\r\n\r\n{\"a\":\"ü\"}\r\n"
                        + "--b1\r\ncontent-disposition: form-data; filename=\"f\"; name=\"file\"\r\n\r\na\r\n-b1\r\n\r\n--b1--\r\n";
        assertThat(fields(form)).containsExactly(Map.entry("json", "{\"a\":\"ü\"}"), Map.entry("file", "a\r\n-b1\r\n"));
    }

    @Test
    @DisplayName("a form that breaks off, or has a part without a name, has no fields at all")
    void refusesBrokenForms() {
        String part = "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
        assertThat(fields(part + "--b1--")).hasSize(1);
        assertThat(fields(part)).isEmpty();
        assertThat(fields(part + "--b1")).isEmpty();
        assertThat(fields(part + "--b1\r\n\r\n1\r\n--b1--")).isEmpty();
        assertThat(fields(part + part.replace("--b1", "--b1x") + "--b1--")).isEmpty();
        assertThat(fields("a=1&b=2")).isEmpty();
    }
}
