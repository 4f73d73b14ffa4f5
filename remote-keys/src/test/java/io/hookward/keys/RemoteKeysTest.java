package io.hookward.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.verify.VerifierBuilder;
import io.hookward.verify.WebhookVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A published set of keys, from a real server on the loopback interface. */
class RemoteKeysTest {
    /** The set and the delivery of TrueLayer's own test: TrueLayer/truelayer-signing@95fdf17, test-resources. */
    private static final String SIGNED = resource("truelayer-signature.txt");

    private static final String KEYS = resource("truelayer-jwks.json");
    private static final byte[] BODY =
            "{\"event_type\":\"example\",\"event_id\":\"18b2842b-a57b-4887-a0a6-d3c7c36f1020\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger fetches = new AtomicInteger();
    private final Now clock = new Now();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile String answer = KEYS;
    private HttpServer server;

    private static final class Now extends Clock {
        private volatile Instant instant = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return instant;
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            fetches.incrementAndGet();
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            fetches.addAndGet(1000);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            try {
                released.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private RemoteKeys keys() {
        return RemoteKeys.builder(at("/jwks"))
                .clock(clock)
                .executor(Runnable::run)
                .refreshAfter(Duration.ofMinutes(10))
                .longestAge(Duration.ofHours(1))
                .build();
    }

    @Test
    @DisplayName("a delivery is verified by the key in the published set")
    void verifies() {
        VerifierBuilder verifier =
                WebhookVerifier.builder(Providers.get("truelayer")).secrets(keys());
        Headers headers = Headers.of(
                "Tl-Signature",
                SIGNED,
                "x-tl-webhook-timestamp",
                "2021-11-29T11:42:55Z",
                "content-type",
                "application/json");

        WebhookRequest request = WebhookRequest.builder()
                .url("https://example.com/tl-webhook")
                .headers(headers)
                .body(BODY)
                .build();
        assertThat(verifier.acceptAnyAge().build().verify(request).rejected()).isEmpty();
    }

    @Test
    @DisplayName("the set is kept, and fetched anew only when it has become old")
    void keeps() {
        RemoteKeys keys = keys();
        var first = keys.secrets();
        clock.instant = clock.instant.plusSeconds(599);
        assertThat(keys.secrets()).isSameAs(first);
        assertThat(fetches).hasValue(1);

        clock.instant = clock.instant.plusSeconds(1);
        keys.secrets();
        assertThat(fetches).hasValue(2);
        assertThat(keys.secrets()).isSameAs(first);
    }

    @Test
    @DisplayName("a fetch that fails leaves the last good keys in force, until they are too old")
    void survivesFailure() {
        RemoteKeys keys = keys();
        var good = keys.secrets();
        status = 500;
        clock.instant = clock.instant.plus(Duration.ofMinutes(30));
        assertThat(keys.secrets()).isSameAs(good);

        clock.instant = clock.instant.plus(Duration.ofMinutes(31));
        assertThat(keys.secrets()).isEmpty();

        status = 200;
        keys.secrets();
        assertThat(keys.secrets()).isNotEmpty();
    }

    @Test
    @DisplayName("a redirect is not followed")
    void followsNothing() {
        status = 302;
        assertThatExceptionOfType(KeyFetchException.class)
                .isThrownBy(this::keys)
                .withMessageContaining("302");
        assertThat(fetches).hasValue(1);
    }

    @Test
    @DisplayName("an answer that is too large, or that does not end in time, is refused")
    void bounded() {
        answer = "x".repeat(300 * 1024);
        assertThatExceptionOfType(KeyFetchException.class)
                .isThrownBy(this::keys)
                .withMessageContaining("more than");
        assertThatExceptionOfType(KeyFetchException.class)
                .isThrownBy(() -> RemoteKeys.builder(at("/silent"))
                        .timeout(Duration.ofMillis(300))
                        .build())
                .withMessageContaining("within");
    }

    @Test
    @DisplayName("an address that is not HTTPS is refused, except on the loopback interface")
    void onlyHttps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteKeys.of(URI.create("http://example.com/jwks")))
                .withMessageContaining("HTTPS");
        assertThatIllegalArgumentException().isThrownBy(() -> RemoteKeys.of(URI.create("file:///etc/passwd")));
    }

    private static String resource(String name) {
        try (InputStream stream = RemoteKeysTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
