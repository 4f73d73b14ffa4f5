package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.HttpAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two receivers behind one address, with their claims in one database. */
class SharedStoreTest {
    private static final String GITHUB = "/webhooks/github";
    private static final int ROUNDS = Integer.getInteger("rounds", 20);
    private static final int SENDERS = 16;

    @TempDir
    private Path directory;

    private Running receiver(String name) throws Exception {
        return new Running(
                "--store=jdbc:h2:file:" + directory.resolve("claims"),
                "--test-handler",
                "--processed-file=" + directory.resolve(name));
    }

    @Test
    @DisplayName(
            "of senders that race at both, one has its delivery handled, and the others are told to come again, or that it is done")
    void race() throws Exception {
        List<String> keys = new ArrayList<>();
        try (Running one = receiver("one");
                Running other = receiver("other")) {
            for (int round = 0; round < ROUNDS; round++) {
                String key = "k" + round;
                keys.add(key);
                WebhookRequest delivery =
                        one.github().id("d-" + round).field("/probe/key", key).valid();
                List<CompletableFuture<HttpAnswer>> answers = new ArrayList<>();
                for (int i = 0; i < SENDERS; i++) {
                    answers.add((i % 2 == 0 ? one : other).to(GITHUB).sendLater(delivery));
                }
                for (CompletableFuture<HttpAnswer> answer : answers) {
                    assertThat(answer.get().status()).isIn(200, 503);
                }
            }
        }
        List<String> handled = new ArrayList<>(Files.readAllLines(directory.resolve("one")));
        handled.addAll(Files.readAllLines(directory.resolve("other")));
        assertThat(handled).containsExactlyInAnyOrderElementsOf(keys);
    }
}
