package io.hookward.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Headers;
import io.hookward.request.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Trusted proxies")
class TrustedProxiesTest {

    private static final Map<String, TrustedProxies> TRUST = Map.of(
            "none", TrustedProxies.NONE,
            "other", TrustedProxies.of(List.of("10.0.0.0/8")),
            "peer", TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8")));

    /** Of a request that comes from 127.0.0.1: the client, and whether it spoke HTTPS. */
    private static String ask(String trust, String... headers) {
        return from("127.0.0.1", trust, headers);
    }

    private static String from(@Nullable String peer, String trust, String... headers) {
        TrustedProxies proxies = Objects.requireNonNull(TRUST.get(trust));
        RequestHead request =
                RequestHead.builder().peer(peer).headers(Headers.of(headers)).build();
        Address client = proxies.client(request);
        String name = Stream.of("127.0.0.1", "203.0.113.9", "2001:db8::9", "10.9.9.9", "198.51.100.1")
                .filter(text -> Objects.equals(Address.parse(text), client))
                .findFirst()
                .orElse(client == null ? "unknown" : "other");
        return name + " " + proxies.secure(request);
    }

    @ParameterizedTest
    @CsvSource({"none", "other"})
    @DisplayName("are the only ones whose X-Forwarded headers are looked at")
    void strangers(String trust) {
        assertThat(ask(
                        trust,
                        "X-Forwarded-For",
                        "203.0.113.9",
                        "X-Forwarded-Proto",
                        "https",
                        "Forwarded",
                        "for=203.0.113.9;proto=https"))
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
    void walk(String forwardedFor, String client) {
        assertThat(ask("peer", "X-Forwarded-For", forwardedFor)).isEqualTo(client + " false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"https|true", "HTTPS|true", "http|false", "https, http|false", "http, https|true", "https2|false"})
    @DisplayName("tell by the last X-Forwarded-Proto whether the client spoke HTTPS")
    void proto(String value, boolean secure) {
        assertThat(ask("peer", "X-Forwarded-Proto", value)).isEqualTo("127.0.0.1 " + secure);
    }

    @Test
    @DisplayName("are not walked for ever")
    void endless() {
        assertThat(ask("peer", "X-Forwarded-For", "203.0.113.9" + ", 10.1.1.1".repeat(63)))
                .isEqualTo("203.0.113.9 false");
        assertThat(ask("peer", "X-Forwarded-For", "203.0.113.9" + ", 10.1.1.1".repeat(64)))
                .isEqualTo("unknown false");
    }

    @Test
    @DisplayName("may split the list over several header lines")
    void severalLines() {
        assertThat(ask(
                        "peer",
                        "X-Forwarded-For",
                        "198.51.100.1",
                        "X-Forwarded-For",
                        "203.0.113.9",
                        "X-Forwarded-For",
                        "10.1.1.1"))
                .isEqualTo("203.0.113.9 false");
    }

    @Test
    @DisplayName("are told by the connection alone: without a peer there is none, whatever headers say")
    void withoutPeer() {
        assertThat(from(null, "peer", "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"))
                .isEqualTo("unknown false");
        assertThat(from("localhost", "peer", "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"))
                .isEqualTo("unknown false");
    }
}
