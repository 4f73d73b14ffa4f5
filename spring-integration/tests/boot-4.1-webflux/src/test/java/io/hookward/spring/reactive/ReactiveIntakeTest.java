package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.testkit.HttpSender;
import io.hookward.verify.WebhookRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;

@DisplayName("A reactive application whose memory strangers fill")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "hookward.filter.unverified-bodies=2")
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

    private int honest() throws Exception {
        return Senders.send(port, PATH, Senders.ofSize(HONEST));
    }

    @Test
    @DisplayName(
            "holds no more unverified bytes than configured, and has room again as soon as the strangers have gone")
    void bounded() throws Exception {
        for (int round = 0; round < 3; round++) {
            try (Wire one = stalled();
                    Wire two = stalled()) {
                await().until(() -> honest() == 503);
            }
            await().until(() -> honest() == 200);
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
            WebhookRequest tooLarge = Senders.ofSize(LIMIT + 1);
            assertThat(HttpSender.to("http://127.0.0.1:" + port + PATH)
                            .chunked()
                            .send(tooLarge)
                            .status())
                    .isEqualTo(413);
        }
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
