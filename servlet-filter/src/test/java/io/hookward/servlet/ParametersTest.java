package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Parameters of a replayed request")
class ParametersTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final TestServer SERVER = new TestServer();

    @BeforeAll
    static void start() throws Exception {
        SERVER.around("/replayed", HandlerServlet::replay)
                .servlet("/replayed", ParametersTest::print)
                .servlet("/plain", ParametersTest::print)
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
            Map<String, String[]> all = new TreeMap<>(request.getParameterMap());
            all.forEach((name, values) -> {
                assertThat(request.getParameter(name)).isEqualTo(values[0]);
                assertThat(request.getParameterValues(name)).isEqualTo(values);
                text.append(name).append('=').append(Arrays.toString(values)).append('\n');
            });
            assertThat(request.getParameter("never sent")).isNull();
            assertThat(request.getParameterValues("never sent")).isNull();
            assertThat(request.getParameterNames().asIterator()).toIterable().hasSize(all.size());
        } catch (RuntimeException e) {
            text.append("refused");
        }
        response.getWriter().write(text.toString());
    }

    static Stream<Arguments> sameEverywhere() {
        return Stream.of(
                Arguments.of("", FORM, "a=1&b=2&a=3"),
                Arguments.of("?a=q&c=q", FORM, "a=1&b=2&a=3"),
                Arguments.of("?a=q", FORM, ""),
                Arguments.of("", FORM, "a"),
                Arguments.of("", FORM, "a="),
                Arguments.of("", FORM, "=v"),
                Arguments.of("", FORM, "a=1&"),
                Arguments.of("", FORM, "a=b=c"),
                Arguments.of("", FORM, "a+b=c+d%20e%2Bf"),
                Arguments.of("", FORM, "%61%3d=%26"),
                Arguments.of("", FORM, "a=%C3%A9&b=%c3%A9"),
                Arguments.of("", FORM, "a=\u00e9\u6771"),
                Arguments.of("", FORM + ";charset=ISO-8859-1", "a=%E9"),
                Arguments.of("", FORM + "; charset=\"utf-8\"", "a=%C3%A9"),
                Arguments.of("", FORM + ";charset=windows-1252", "a=%80"),
                Arguments.of("", FORM + ";charset=no-such", "a=1"),
                Arguments.of("", "APPLICATION/X-WWW-FORM-URLENCODED", "a=1"),
                Arguments.of("", FORM + " ; charset=UTF-8", "a=1"),
                Arguments.of("", "application/json", "a=1"),
                Arguments.of("?x=%20y+z&n", "text/plain", "a=1"),
                Arguments.of("", FORM, "a=%"),
                Arguments.of("", FORM, "a=%4"),
                Arguments.of("", FORM, "a=%zz"),
                Arguments.of("", FORM, "a=%4&b=1"),
                Arguments.of("", FORM, "a=%E9"),
                Arguments.of("", FORM, "a=%C3"),
                Arguments.of("", FORM, "a=%ED%A0%80"),
                Arguments.of("", FORM, "a=%00b"),
                Arguments.of("", FORM, "a\r\nb=c\r\n"),
                Arguments.of("", FORM, pairs(1000)),
                Arguments.of("", FORM, pairs(1001)));
    }

    private static String pairs(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));
    }

    @ParameterizedTest(name = "{0} {1}, body {2}")
    @MethodSource("sameEverywhere")
    @DisplayName("are those the container gives for the same request")
    void sameAsContainer(String query, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        RawAnswer plain = RawAnswer.post(SERVER.port(), "/plain" + query, type, bytes);
        RawAnswer replayed = RawAnswer.post(SERVER.port(), "/replayed" + query, type, bytes);
        assertThat(replayed.body()).isEqualTo(plain.body());
        assertThat(replayed.status()).isEqualTo(plain.status()).isEqualTo(200);
    }

    @Test
    @DisplayName("do not contain empty pairs")
    void emptyPairs() throws IOException {
        byte[] bytes = "&&a=1&&b=2&".getBytes(StandardCharsets.UTF_8);
        assertThat(RawAnswer.post(SERVER.port(), "/replayed", FORM, bytes).body())
                .isEqualTo("a=[1]\nb=[2]\n");
    }

    @Test
    @DisplayName("are taken from a body for POST alone")
    void onlyPost() throws IOException {
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            byte[] body = "a=1".getBytes(StandardCharsets.UTF_8);
            RawAnswer answer = RawAnswer.to(
                    SERVER.port(),
                    body,
                    method + " /replayed?b=2 HTTP/1.1",
                    "Content-Type: " + FORM,
                    "Content-Length: 3");
            assertThat(answer.body()).isEqualTo("b=[2]\n");
        }
    }
}
