package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handler that obeys probes, over real HTTP. */
class ProbeTest {
    private static final String GITHUB = "/webhooks/github";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("the first attempts for a key fail as often as its probe asks, and only then it is written")
    void fails() throws Exception {
        try (Running running = running()) {
            TestDelivery delivery = running.github().field("/probe", Map.of("key", "k1", "fail", 2));

            assertThat(running.send(GITHUB, delivery.valid()).status()).isEqualTo(500);
            assertThat(running.send(GITHUB, delivery.valid()).status()).isEqualTo(500);
            assertThat(file()).isEmptyFile();
            assertThat(running.get("/processed").body()).isEqualTo("0");
            assertThat(running.send(GITHUB, delivery.valid()).status()).isEqualTo(200);
            assertThat(running.send(GITHUB, delivery.valid()).headers().first("Webhook-Duplicate"))
                    .isEqualTo("true");
            assertThat(file()).hasContent("k1\n");
            assertThat(running.get("/processed").body()).isEqualTo("1");
        }
    }

    @Test
    @DisplayName("a probe that sleeps is answered later")
    void sleeps() throws Exception {
        try (Running running = running()) {
            TestDelivery delivery = running.github().field("/probe", Map.of("key", "k1", "sleep_ms", 300));
            long start = System.nanoTime();

            assertThat(running.send(GITHUB, delivery.valid()).status()).isEqualTo(200);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    @DisplayName("many at once give a whole line each")
    void atOnce() throws Exception {
        List<String> keys = IntStream.range(0, 50).mapToObj(i -> "key-" + i).toList();
        try (Running running = running()) {
            List<CompletableFuture<HttpAnswer>> answers = new ArrayList<>();
            for (String key : keys) {
                answers.add(running.to(GITHUB)
                        .sendLater(running.github().field("/probe/key", key).valid()));
            }
            for (CompletableFuture<HttpAnswer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }

        assertThat(Files.readAllLines(file())).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    @DisplayName("a delivery without a probe, a key, or JSON is handled at once and not written")
    void noProbe() throws Exception {
        try (Running running = running()) {
            assertThat(running.send(GITHUB, running.github().valid()).status()).isEqualTo(200);
            assertThat(running.send(GITHUB, running.github().body("no json").valid())
                            .status())
                    .isEqualTo(200);
            assertThat(file()).isEmptyFile();
        }
    }

    @Test
    @DisplayName("what a file holds already, it keeps, and a key with a line break makes one line")
    void appends() throws Exception {
        Files.writeString(file(), "earlier\n");
        try (Running running = running()) {
            running.send(
                    GITHUB, running.github().field("/probe/key", "two\nlines").valid());
        }

        assertThat(file()).hasContent("earlier\ntwo lines\n");
    }

    private Running running() throws Exception {
        return new Running("--test-handler", "--processed-file", file().toString());
    }

    private Path file() {
        return folder.resolve("processed.txt");
    }
}
