package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver behind an inbox: acknowledged at once, handled afterwards, also by the next process. */
class InboxOptionTest {
    private static final String GITHUB = "/webhooks/github";

    @TempDir
    private Path directory;

    private Running receiver() throws Exception {
        return new Running(
                "--inbox=jdbc:h2:file:" + directory.resolve("inbox"),
                "--test-handler",
                "--processed-file=" + directory.resolve("processed"));
    }

    private String processed() throws Exception {
        return Files.readString(directory.resolve("processed"));
    }

    @Test
    @DisplayName("a delivery whose handling fails is acknowledged, tried again, and handled once")
    void retries() throws Exception {
        try (Running running = receiver()) {
            TestDelivery delivery = running.github().id("d-1").field("/probe", Map.of("key", "k1", "fail", 1));
            assertThat(running.send(GITHUB, delivery.valid()).status()).isEqualTo(200);
            await().until(() -> processed().equals("k1\n"));
            HttpAnswer again = running.send(GITHUB, delivery.valid());
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.headers().values("Webhook-Duplicate")).containsExactly("true");
        }
        assertThat(processed()).isEqualTo("k1\n");
    }

    @Test
    @DisplayName("what was acknowledged is handled after a restart")
    void survivesRestart() throws Exception {
        TestDelivery delivery;
        try (Running running = receiver()) {
            delivery = running.github().id("d-2").field("/probe", Map.of("key", "k2", "fail", 1));
            assertThat(running.send(GITHUB, delivery.valid()).status()).isEqualTo(200);
        }
        try (Running running = receiver()) {
            assertThat(running.base()).isNotNull();
            await().until(() -> processed().equals("k2\n"));
        }
    }
}
