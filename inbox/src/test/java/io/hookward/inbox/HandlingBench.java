package io.hookward.inbox;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.hookward.DeliveryHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Handlers on an inbox, for tests. */
abstract class HandlingBench {
    HikariDataSource pool;
    InboxFixture bench;
    final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

    abstract TestDatabase database();

    @BeforeEach
    void open() throws Exception {
        pool = database().open();
        bench = new InboxFixture(pool);
    }

    @AfterEach
    void close() {
        bench.close();
        pool.close();
    }

    int count(String id) {
        return runs.computeIfAbsent(id, absent -> new AtomicInteger()).incrementAndGet();
    }

    int runs(String id) {
        AtomicInteger number = runs.get(id);
        return number == null ? 0 : number.get();
    }

    DeliveryHandler counting() {
        return delivery -> count(delivery.id().orElseThrow());
    }

    List<AttemptRecord> attempts(Inbox inbox, String id) {
        return inbox.deliveries().get(bench.row(inbox, id).row()).orElseThrow().attempts();
    }

    void awaitStatus(Inbox inbox, String id, DeliveryStatus status) {
        await().atMost(Duration.ofSeconds(15)).until(() -> bench.status(inbox, id) == status);
    }

    /** Holds a handler until it is let go. */
    static final class Gate {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);

        void pass() throws InterruptedException {
            entered.countDown();
            open.await();
        }
    }
}
