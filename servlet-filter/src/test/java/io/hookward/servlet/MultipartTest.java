package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Parts of a replayed request")
class MultipartTest {

    private static final String TYPE = "multipart/form-data; boundary=XX";

    private static final TestServer SERVER = new TestServer();

    @BeforeAll
    static void start() throws Exception {
        SERVER.around("/replayed/*", HandlerServlet::replay)
                .servlet("/replayed/write", MultipartTest::write)
                .servlet("/replayed", MultipartTest::print)
                .servlet("/plain", MultipartTest::print)
                .start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static void print(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setCharacterEncoding("UTF-8");
        StringBuilder text = new StringBuilder();
        try {
            for (Part part : request.getParts()) {
                text.append(part.getName()).append('|').append(part.getSubmittedFileName());
                text.append('|').append(part.getContentType()).append('|').append(part.getSize());
                for (String header : new TreeSet<>(part.getHeaderNames())) {
                    text.append('|').append(header).append(':').append(part.getHeaders(header));
                    assertThat(part.getHeader(header.toUpperCase(Locale.ROOT))).isNotNull();
                }
                byte[] content = part.getInputStream().readAllBytes();
                text.append('|').append(Arrays.toString(content)).append('\n');
                assertThat(request.getPart(part.getName()).getName()).isEqualTo(part.getName());
            }
            assertThat(request.getPart("never sent")).isNull();
        } catch (IOException | ServletException | RuntimeException e) {
            text.append("no parts\n");
        }
        try {
            Map<String, String[]> all = new TreeMap<>(request.getParameterMap());
            all.forEach((name, values) -> text.append(name)
                    .append('=')
                    .append(Arrays.toString(values))
                    .append('\n'));
        } catch (RuntimeException e) {
            text.append("no parameters\n");
        }
        response.getWriter().write(text.toString());
    }

    private static String field(String name, String value) {
        return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static final String FILE =
            "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a b.txt\"\r\nContent-Type: text/plain\r\n\r\nbytes\r\n";

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("", TYPE, field("a", "1") + FILE + "--XX--\r\n"),
                Arguments.of("?a=q&q=%20x", TYPE, field("a", "1") + field("a", "2") + FILE + "--XX--\r\n"),
                Arguments.of("", TYPE, field("a", "") + "--XX--"),
                Arguments.of("", TYPE, field("a", "1\r\n\r\n--X\r\n-") + "--XX--\r\n"),
                Arguments.of("", TYPE, "preamble\r\n" + field("a", "1") + "--XX--\r\nepilogue"),
                Arguments.of("", TYPE, "\r\n" + field("a", "1") + "--XX--"),
                Arguments.of(
                        "",
                        "multipart/form-data; boundary=\"X X\"",
                        field("a", "1").replace("XX", "X X") + "--X X--\r\n"),
                Arguments.of("", "Multipart/Form-Data; charset=utf-8; boundary=XX", field("a", "1") + "--XX--"),
                Arguments.of("", TYPE, field("na\u00efve", "\u00e9\u6771") + "--XX--"),
                Arguments.of("", TYPE, field("q\\\"uote", "1") + "--XX--"),
                Arguments.of("", TYPE, FILE.replace("a b.txt", "C:\\dir\\a.txt") + "--XX--"),
                Arguments.of("", TYPE, FILE.replace("a b.txt", "") + "--XX--"),
                Arguments.of("", TYPE, FILE.replace("a b.txt", "a;b=c.txt") + "--XX--"),
                Arguments.of("", TYPE, FILE.replace("Type: text", "Type:text") + "--XX--"),
                Arguments.of("", TYPE, FILE.replace("Content-Type", "X-One: 1\r\nX-One: 2\r\ncontent-type") + "--XX--"),
                Arguments.of("", TYPE, field("_charset_", "ISO-8859-1") + field("a", "\u00e9") + "--XX--"),
                Arguments.of(
                        "",
                        TYPE,
                        field("a", "\u00e9")
                                        .replace("\r\n\r\n", "\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\r\n")
                                + "--XX--"),
                Arguments.of("", TYPE, "--XX--\r\n"),
                Arguments.of("", TYPE, field("a", "1")),
                Arguments.of("", TYPE, field("a", "1") + "--XX"),
                Arguments.of("", TYPE, field("a", "1") + "--XX-"),
                Arguments.of("", TYPE, "no delimiter"),
                Arguments.of("", TYPE, "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n"),
                Arguments.of("", TYPE, "--XX\r\nno colon\r\n\r\n1\r\n--XX--"),
                Arguments.of("", "multipart/form-data", field("a", "1") + "--XX--"),
                Arguments.of("", "multipart/mixed; boundary=XX", field("a", "1") + "--XX--"),
                Arguments.of("", "text/plain", field("a", "1") + "--XX--"),
                Arguments.of("", TYPE, many(1000)),
                Arguments.of("", TYPE, many(1001)));
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> field("k" + i, "v")).collect(Collectors.joining())
                + "--XX--\r\n";
    }

    @ParameterizedTest(name = "{0} {1}, body {2}")
    @MethodSource("bodies")
    @DisplayName("are those the container gives for the same request")
    void sameAsContainer(String query, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        RawAnswer plain = RawAnswer.post(SERVER.port(), "/plain" + query, type, bytes);
        RawAnswer replayed = RawAnswer.post(SERVER.port(), "/replayed" + query, type, bytes);
        assertThat(replayed.body()).isEqualTo(plain.body());
        assertThat(replayed.status()).isEqualTo(plain.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data\r\n\r\n1",
                "Content-Disposition: attachment; name=\"a\"\r\n\r\n1",
                "Content-Type: text/plain\r\n\r\n1",
                "\r\n1",
                "Content-Disposition: form-data;\r\n name=\"a\"\r\n\r\n1",
                "Content-Disposition: form-data; name=\"a\"\n\n1"
            })
    @DisplayName("are none if one of them is malformed or has no name")
    void malformed(String part) throws IOException {
        byte[] body = (field("ok", "1") + "--XX\r\n" + part + "\r\n--XX--").getBytes(StandardCharsets.UTF_8);
        assertThat(RawAnswer.post(SERVER.port(), "/replayed", TYPE, body).body())
                .isEqualTo("no parts\nno parameters\n");
    }

    @Test
    @DisplayName("may have an upper-case boundary parameter and escaped quotes and back-slashes")
    void lenient() throws IOException {
        byte[] body = (FILE.replace("a b.txt", "a\\\\b\\\"c") + "--XX--").getBytes(StandardCharsets.UTF_8);
        RawAnswer answer = RawAnswer.post(SERVER.port(), "/replayed", "multipart/form-data; BOUNDARY=XX", body);
        assertThat(answer.body()).startsWith("f|a\\b\"c|text/plain|5|");
    }

    @Test
    @DisplayName("are written to the temporary directory of the context, and never by a relative name to another")
    void write(@TempDir Path directory) throws Exception {
        SERVER.servletContext().setAttribute(ServletContext.TEMPDIR, directory.toFile());
        byte[] body = (FILE + "--XX--").getBytes(StandardCharsets.UTF_8);
        assertThat(RawAnswer.post(SERVER.port(), "/replayed/write", TYPE, body).body())
                .isEqualTo("stayed");
        assertThat(directory.resolve("written")).hasContent("bytes");
        assertThat(directory.resolveSibling("escaped")).doesNotExist();
    }

    private static void write(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Part part = request.getPart("f");
        part.write("written");
        part.delete();
        try {
            part.write("../escaped");
            response.getWriter().write("escaped");
        } catch (IOException e) {
            response.getWriter().write("stayed");
        }
    }
}
