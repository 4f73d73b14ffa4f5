package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Trusted proxies")
class TrustedProxiesTest {

    private static final TestServer SERVER = new TestServer();

    /** The request comes from 127.0.0.1; each path trusts other peers. */
    @BeforeAll
    static void start() throws Exception {
        SERVER.servlet("/none", answering(TrustedProxies.NONE))
                .servlet("/other", answering(TrustedProxies.of(List.of("10.0.0.0/8"))))
                .servlet("/peer", answering(TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8"))))
                .start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static TestServer.Handler answering(TrustedProxies proxies) {
        List<String> known = List.of("127.0.0.1", "203.0.113.9", "2001:db8::9", "10.9.9.9", "198.51.100.1");
        return (request, response) -> {
            Address client = proxies.client(request);
            String name = known.stream()
                    .filter(text -> Objects.equals(Address.parse(text), client))
                    .findFirst()
                    .orElse(client == null ? "unknown" : "other");
            response.getWriter().write(name + " " + proxies.secure(request));
        };
    }

    private static String ask(String path, String... headers) throws IOException {
        return Answer.to(
                        SERVER.port(),
                        new byte[0],
                        Stream.concat(Stream.of("GET " + path + " HTTP/1.1"), Stream.of(headers))
                                .toArray(String[]::new))
                .body();
    }

    @ParameterizedTest
    @CsvSource({"/none", "/other"})
    @DisplayName("are the only ones whose X-Forwarded headers are looked at")
    void strangers(String path) throws IOException {
        assertThat(ask(
                        path,
                        "X-Forwarded-For: 203.0.113.9",
                        "X-Forwarded-Proto: https",
                        "Forwarded: for=203.0.113.9;proto=https"))
                .isEqualTo("127.0.0.1 false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9|203.0.113.9",
                "198.51.100.1, 203.0.113.9|203.0.113.9",
                "198.51.100.1, 203.0.113.9, 10.1.1.1|203.0.113.9",
                "198.51.100.1,203.0.113.9 , 10.1.1.1,10.2.2.2|203.0.113.9",
                "10.9.9.9, 10.1.1.1|10.9.9.9",
                "203.0.113.9:4711|203.0.113.9",
                "2001:db8::9|2001:db8::9",
                "[2001:db8::9]:4711|2001:db8::9",
                "::ffff:203.0.113.9|203.0.113.9",
                "198.51.100.1, evil|unknown",
                "198.51.100.1, |unknown",
                "198.51.100.1, unknown, 10.1.1.1|unknown"
            })
    @DisplayName(
            "are believed from the right as long as each hop is trusted, and what is no address leaves the client unknown")
    void walk(String forwardedFor, String client) throws IOException {
        assertThat(ask("/peer", "X-Forwarded-For: " + forwardedFor)).isEqualTo(client + " false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"https|true", "HTTPS|true", "http|false", "https, http|false", "http, https|true", "https2|false"})
    @DisplayName("tell by the last X-Forwarded-Proto whether the client spoke HTTPS")
    void proto(String value, boolean secure) throws IOException {
        assertThat(ask("/peer", "X-Forwarded-Proto: " + value)).isEqualTo("127.0.0.1 " + secure);
    }

    @Test
    @DisplayName("are not walked for ever")
    void endless() throws IOException {
        assertThat(ask("/peer", "X-Forwarded-For: 203.0.113.9" + ", 10.1.1.1".repeat(63)))
                .isEqualTo("203.0.113.9 false");
        assertThat(ask("/peer", "X-Forwarded-For: 203.0.113.9" + ", 10.1.1.1".repeat(64)))
                .isEqualTo("unknown false");
    }

    @Test
    @DisplayName("may split the list over several header lines")
    void severalLines() throws IOException {
        assertThat(ask(
                        "/peer",
                        "X-Forwarded-For: 198.51.100.1",
                        "X-Forwarded-For: 203.0.113.9",
                        "X-Forwarded-For: 10.1.1.1"))
                .isEqualTo("203.0.113.9 false");
    }
}
