package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.HttpSender;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.server.WebFilter;

@DisplayName("A reactive application whose memory strangers fill")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "hookward.filter.unverified-bodies=2")
@Import(ReactiveIntakeTest.ReadsFirst.class)
class ReactiveIntakeTest {
    private static final String PATH = "/webhooks/stripe";
    private static final int LIMIT = 1 << 20;
    private static final int NEARLY_ALL = 1_000_000;
    private static final int HONEST = 200_000;

    @Value("${local.server.port}")
    private int port;

    /** Sends the most of a body, and not the rest of it. */
    private Wire stalled() throws Exception {
        WebhookRequest large = Senders.ofSize(LIMIT);
        return Wire.to(port).head(Wire.lines(PATH, large)).body(large, NEARLY_ALL);
    }

    /** The status; 0 if the server refused and hung up before the body was written. */
    private int honest() throws Exception {
        try {
            return Senders.send(port, PATH, Senders.ofSize(HONEST));
        } catch (SocketException hungUp) {
            return 0;
        }
    }

    @Test
    @DisplayName(
            "holds no more unverified bytes than configured, and has room again as soon as the strangers have gone")
    void bounded() throws Exception {
        for (int round = 0; round < 3; round++) {
            await().until(this::isKeptOut);
            await().until(() -> honest() == 200);
        }
    }

    /** An honest sender who comes before the strangers' bytes may take the room of one of them, who is then refused. */
    private boolean isKeptOut() throws Exception {
        try (Wire one = stalled();
                Wire two = stalled()) {
            boolean kept = false;
            for (int i = 0; i < 5 && !kept; i++) {
                kept = honest() == 503;
            }
            return kept;
        } catch (SocketException strangerRefused) {
            return false;
        }
    }

    @Test
    @DisplayName("lets deliveries through beside senders who announce much and send little")
    void announced() throws Exception {
        WebhookRequest large = Senders.ofSize(LIMIT);
        try (Wire one = Wire.to(port).head(Wire.lines(PATH, large)).body(large, 10);
                Wire two = Wire.to(port).head(Wire.lines(PATH, large)).body(large, 10);
                Wire three = Wire.to(port).head(Wire.lines(PATH, large)).body(large, 10)) {
            assertThat(honest()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("has its memory back after bodies that were judged, refused or too large")
    void freed() throws Exception {
        for (int i = 0; i < 12; i++) {
            assertThat(honest()).isEqualTo(200);
            assertThat(Senders.send(
                            port,
                            PATH,
                            Senders.delivery("stripe").body("x".repeat(HONEST)).forged()))
                    .isEqualTo(401);
            sendTooLarge();
        }
    }

    private void sendTooLarge() throws Exception {
        try {
            assertThat(HttpSender.to("http://127.0.0.1:" + port + PATH)
                            .chunked()
                            .send(Senders.ofSize(LIMIT + 1))
                            .status())
                    .isEqualTo(413);
        } catch (IOException hungUp) {
            // Refused all the same, before the last chunk was written
        }
    }

    /** A mistake of the application: a filter before ours that reads bodies. */
    @TestConfiguration(proxyBeanMethods = false)
    static class ReadsFirst {
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter readsFirst() {
            return (exchange, chain) -> exchange.getRequest().getHeaders().getFirst("X-Read-First") == null
                    ? chain.filter(exchange)
                    : exchange.getRequest()
                            .getBody()
                            .map(DataBufferUtils::release)
                            .then(chain.filter(exchange));
        }
    }

    @Test
    @DisplayName("answers 500, and no 4xx, for a body that somebody read before the filter")
    void alreadyRead() throws Exception {
        WebhookRequest honest =
                Senders.delivery("stripe").header("X-Read-First", "true").valid();

        assertThat(Senders.send(port, PATH, honest)).isEqualTo(500);
    }

    @Nested
    @DisplayName("byte by byte")
    @TestPropertySource(properties = "hookward.filter.body-deadline=500ms")
    class Dripping {
        @Value("${local.server.port}")
        private int own;

        @Test
        @DisplayName("cuts them off at the deadline")
        void drips() throws Exception {
            WebhookRequest delivery = Senders.ofSize(HONEST);
            try (Wire wire = Wire.to(own)) {
                wire.head(Wire.lines(PATH, delivery)).body(delivery, 100);
                assertThat(wire.status()).isEqualTo(400);
            }
        }
    }
}
