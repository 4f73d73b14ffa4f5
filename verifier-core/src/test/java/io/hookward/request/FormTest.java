package io.hookward.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A form")
class FormTest {
    private static final String URL_ENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b1";

    private static Form form(String type, String body) {
        byte[] around = ("=" + body + "&").getBytes(StandardCharsets.UTF_8);
        return Form.of(Headers.of("content-type", type), around, 1, around.length - 2);
    }

    private static String part(String headers, String content) {
        return "--b1\r\n" + headers + "\r\n\r\n" + content + "\r\n";
    }

    private static String field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1&b=2&a=3|{a=[1, 3], b=[2]}",
                "a|{a=[]}",
                "=v|{=[v]}",
                "&&a=b=c&|{a=[b=c]}",
                "a+b=c+d%20e%2Bf|{a b=[c d e+f]}",
                "a=%C3%A9%c3%a9|{a=[éé]}",
                "a=%&b=%4&c=%zz&d=%4%41|{a=[%], b=[%4], c=[%zz], d=[%4A]}"
            })
    @DisplayName("that is URL-encoded is read as the WHATWG's URL standard has it")
    void urlEncoded(String body, String fields) {
        assertThat(form(URL_ENCODED, body).fields()).hasToString(fields);
        assertThat(form("Application/X-WWW-Form-Urlencoded ; charset=utf-8", body)
                        .fields())
                .hasToString(fields);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThat(Form.of(Headers.NONE, bytes, 0, bytes.length).fields()).hasToString(fields);
        assertThat(form(URL_ENCODED, body).parts()).isEmpty();
    }

    @Test
    @DisplayName("that is URL-encoded is read in the charset that its type names, if that is supported")
    void charset() {
        assertThat(form(URL_ENCODED + ";charset=ISO-8859-1", "a=%E9").fields()).hasToString("{a=[\u00e9]}");
        assertThatExceptionOfType(MalformedFormException.class)
                .isThrownBy(() -> form(URL_ENCODED + "; charset=no-such", "a=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%C3", "a=%ED%A0%80", "%=1"})
    @DisplayName("that is read strictly is malformed if an escape is, or text is not of the charset")
    void strict(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(MalformedFormException.class)
                .isThrownBy(() -> Form.strictUrlEncoded(bytes, 0, bytes.length, StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("of another type, or of two types, is none")
    void none() {
        byte[] body = "a=1".getBytes(StandardCharsets.UTF_8);
        for (String type : List.of("application/json", "multipart/mixed; boundary=b1", "text/plain", "", "\0")) {
            assertThat(form(type, "a=1").fields()).isEmpty();
        }
        Headers two = Headers.of("Content-Type", URL_ENCODED, "content-type", MULTIPART);
        assertThat(Form.of(two, body, 0, body.length).fields()).isEmpty();
    }

    @Test
    @DisplayName("of several parts gives its fields and its files in their order, byte for byte")
    void multipart() {
        String body = part(
                        "Content-Disposition: form-data; name=\"json\"\r\nContent-Type: text/plain; charset=utf-8",
                        "{\"a\":\"ü\"}")
                + part("content-disposition: form-data; filename=\"../f\"; name=\"file\"", "a\r\n-b1\r\n")
                + field("json", "")
                + "--b1--\r\n";
        Form form = form("Multipart/Form-Data; charset=utf-8; boundary=\"b1\"", body);

        assertThat(form.fields()).isEqualTo(Map.of("json", List.of("{\"a\":\"ü\"}", "")));
        assertThat(form.parts()).extracting(FormPart::name).containsExactly("json", "file", "json");
        FormPart file = form.parts().get(1);
        assertThat(file.fileName()).contains("../f");
        assertThat(file.text()).isEqualTo("a\r\n-b1\r\n");
        assertThat(file.stream()).hasBinaryContent(file.bytes());
        assertThat(file.body().remaining()).isEqualTo(file.size()).isEqualTo(8);
        assertThat(form.parts().get(0).contentType()).contains("text/plain; charset=utf-8");
        assertThat(form + file.toString()).doesNotContain("json", "ü", "../f");
    }

    @Test
    @DisplayName("of several parts is decoded in the charset of the part, or that of the form, or UTF-8")
    void charsets() {
        byte[] latin = (field("_charset_", "ISO-8859-1") + field("a", "\u00e9") + "--b1--")
                .getBytes(StandardCharsets.ISO_8859_1);
        Headers type = Headers.of("Content-Type", MULTIPART);
        assertThat(Form.of(type, latin, 0, latin.length).fields().get("a")).containsExactly("\u00e9");

        byte[] own = (part(
                                "Content-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset=\"ISO-8859-1\"",
                                "\u00e9")
                        + "--b1--")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Form.of(type, own, 0, own.length).fields().get("a")).containsExactly("\u00e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a=1&b=2",
                "--b1",
                "--b1\r\n",
                "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n",
                "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b1",
                "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b1-",
                "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b1x\r\n--b1--",
                "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n1\r\n--b1--",
                "--b1\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b1--",
                "--b1\r\n\r\n1\r\n--b1--",
                "--b1\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b1--",
                "--b1\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--b1--",
                "--b1\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\n1\r\n--b1--",
                "--b1\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset=no-such\r\n\r\n1\r\n--b1--",
                "--b1\r\nContent-Disposition: form-data; name=_charset_\r\n\r\nno such\r\n--b1--"
            })
    @DisplayName("of several parts is malformed as a whole if one of them is, or it breaks off")
    void malformed(String body) {
        assertThatExceptionOfType(MalformedFormException.class).isThrownBy(() -> form(MULTIPART, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "; boundary=", "; boundary=\"\"", "; boundary=\"b1", "; boundary=\"b\t1\"", "; boundary=bé"})
    @DisplayName("of several parts needs a boundary")
    void boundary(String parameter) {
        assertThatExceptionOfType(MalformedFormException.class)
                .isThrownBy(() -> form("multipart/form-data" + parameter, field("a", "1") + "--b1--"));
        assertThatExceptionOfType(MalformedFormException.class)
                .isThrownBy(() -> form("multipart/form-data; boundary=" + "b".repeat(71), field("a", "1") + "--b1--"));
    }

    @Test
    @DisplayName("has at most a thousand fields, and a part at most 8 KiB of headers")
    void bounded() {
        assertThat(form(URL_ENCODED, "a&".repeat(1000)).entries()).hasSize(1000);
        assertThat(form(MULTIPART, field("a", "").repeat(1000) + "--b1--").entries())
                .hasSize(1000);
        for (Map.Entry<String, String> tooMany : List.of(
                Map.entry(URL_ENCODED, "a&".repeat(1001)),
                Map.entry(MULTIPART, field("a", "").repeat(1001) + "--b1--"),
                Map.entry(MULTIPART, part("X: " + "x".repeat(8192), "") + "--b1--"))) {
            assertThatExceptionOfType(MalformedFormException.class)
                    .isThrownBy(() -> form(tooMany.getKey(), tooMany.getValue()));
        }
    }

    @Test
    @DisplayName("that is cut off or altered anywhere gives fields or is malformed, and nothing else happens")
    void hostile() {
        String whole = field("a", "1")
                + part("Content-Disposition: form-data; name=\"f\"; filename=\"x\"\r\nContent-Type: text/plain", "z")
                + "--b1--";
        byte[] body = whole.getBytes(StandardCharsets.UTF_8);
        String outcomes = IntStream.range(0, body.length)
                .boxed()
                .flatMap(i -> IntStream.of('\r', '\n', '-', '"', ';', 0, 0xFF).mapToObj(c -> {
                    byte[] altered = body.clone();
                    altered[i] = (byte) c;
                    return outcome(altered) + outcome(Arrays.copyOf(body, i));
                }))
                .collect(Collectors.joining());
        assertThat(outcomes).contains("read").contains("malformed");
    }

    private static String outcome(byte[] body) {
        try {
            Form.of(Headers.of("Content-Type", MULTIPART), body, 0, body.length).fields();
            return "read";
        } catch (MalformedFormException malformed) {
            return "malformed";
        }
    }
}
