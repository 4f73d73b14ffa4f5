package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.Answer;
import io.hookward.DeliveryHandler;
import io.hookward.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded inbox")
class EmbeddedTest {
    @Test
    @DisplayName("makes its file and its folders, and finds what it accepted when it is opened again")
    void reopened(@TempDir Path folder) {
        Path file = folder.resolve("a/b/inbox");
        try (InboxFixture bench = new InboxFixture(null);
                Inbox first = Inbox.embedded(file).build()) {
            bench.accept(first, "d-1");
        }
        List<String> handled = new CopyOnWriteArrayList<>();
        try (Inbox second = Inbox.embedded(file)
                .handler((DeliveryHandler) delivery -> handled.add(delivery.id().orElseThrow()))
                .build()) {
            second.start();
            second.ping();
            await().until(() -> handled.equals(List.of("d-1")));
            await().until(() -> second.health(Duration.ofDays(1)).oldestOpen() == null);
        }
    }

    @Test
    @DisplayName("is asked nothing after it was closed, and is closed twice without harm")
    void closed(@TempDir Path folder) {
        try (InboxFixture bench = new InboxFixture(null)) {
            Inbox inbox = Inbox.embedded(folder.resolve("inbox")).build();
            inbox.start();
            inbox.close();
            inbox.close();
            WebhookReceiver receiver = bench.receiver(inbox);
            assertThat(Answer.to(receiver.receive(bench.endpoint, bench.request("d-1")))
                            .status())
                    .isEqualTo(503);
        }
    }

    @Test
    @DisabledForJreRange(max = JRE.JAVA_20)
    @DisplayName("handles on virtual threads where there are some")
    void virtual(@TempDir Path folder) {
        List<String> threads = new CopyOnWriteArrayList<>();
        try (InboxFixture bench = new InboxFixture(null);
                Inbox inbox = Inbox.embedded(folder.resolve("inbox"))
                        .virtualThreads()
                        .handler((DeliveryHandler)
                                delivery -> threads.add(Thread.currentThread().toString()))
                        .build()) {
            inbox.start();
            bench.accept(inbox, "d-1");
            await().until(() -> !threads.isEmpty());
            assertThat(threads.get(0)).startsWith("VirtualThread");
        }
    }
}
