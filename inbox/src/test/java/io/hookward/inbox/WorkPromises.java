package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.DeliveryHandler;
import io.hookward.Reception;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every database has to keep about handling. */
abstract class WorkPromises extends HandlingBench {
    @Test
    @DisplayName("a delivery that was just accepted starts at once, and not at the next poll")
    void startsAtOnce() {
        Inbox inbox = bench.started(
                settings -> settings.pollInterval(Duration.ofMinutes(5)).handler(counting()));
        bench.accept(inbox, "d-1");
        awaitStatus(inbox, "d-1", DeliveryStatus.DELIVERED);
        assertThat(attempts(inbox, "d-1"))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.outcome()).isEqualTo("delivered"));
    }

    @Test
    @DisplayName("a failed attempt is repeated by itself, a duplicate meanwhile is acknowledged, and nothing is done"
            + " without a successful run")
    void retried() {
        Inbox inbox = bench.started(settings -> settings.handler(delivery -> {
            if (count(delivery.id().orElseThrow()) < 3) {
                throw new IOException("not yet");
            }
        }));
        bench.accept(inbox, "d-1");
        assertThat(bench.deliver(inbox, bench.request("d-1"))).isInstanceOf(Reception.Duplicate.class);
        awaitStatus(inbox, "d-1", DeliveryStatus.DELIVERED);
        assertThat(runs("d-1")).isEqualTo(3);
        assertThat(attempts(inbox, "d-1"))
                .extracting(AttemptRecord::outcome)
                .containsExactly("delivered", "retry", "retry");
        assertThat(attempts(inbox, "d-1").get(2).error()).contains("IOException: not yet");
    }

    @Test
    @DisplayName("after its last attempt a delivery has failed, with the reason, and is never taken again")
    void failed() {
        Inbox inbox = bench.started(settings -> settings.handler((DeliveryHandler) delivery -> {
            count(delivery.id().orElseThrow());
            throw new IllegalStateException("x".repeat(1 << 20), nested(500));
        }));
        bench.accept(inbox, "d-1", "d-2");
        awaitStatus(inbox, "d-1", DeliveryStatus.FAILED);
        awaitStatus(inbox, "d-2", DeliveryStatus.FAILED);
        assertThat(runs("d-1")).isEqualTo(5);
        assertThat(bench.row(inbox, "d-1").lastError())
                .hasSizeLessThanOrEqualTo(2_000)
                .startsWith("java.lang.IllegalStateException: xxx")
                .contains("caused by");
        bench.accept(inbox, "d-3");
        awaitStatus(inbox, "d-3", DeliveryStatus.FAILED);
        assertThat(runs("d-1")).isEqualTo(5);
    }

    private static Exception nested(int depth) {
        Exception inner = new Exception("deepest \ud83d\ude00\u0000");
        for (int i = 0; i < depth; i++) {
            inner = new Exception("level " + i, inner);
        }
        return inner;
    }

    @Test
    @DisplayName("a handler may say never, and an Error is a failed attempt like another")
    void never() {
        Inbox inbox = bench.started(settings -> settings.handler((DeliveryHandler) delivery -> {
            if (delivery.id().orElseThrow().equals("never")) {
                throw new UndeliverableException("no such customer");
            }
            throw new StackOverflowError();
        }));
        bench.accept(inbox, "never", "error");
        awaitStatus(inbox, "never", DeliveryStatus.FAILED);
        assertThat(bench.row(inbox, "never").attempts()).isEqualTo(1);
        awaitStatus(inbox, "error", DeliveryStatus.FAILED);
        assertThat(bench.row(inbox, "error").attempts()).isEqualTo(5);
    }

    @Test
    @DisplayName("a deferral is no attempt, and comes no earlier than it was asked for")
    void deferred() {
        List<Long> at = Collections.synchronizedList(new ArrayList<>());
        Inbox inbox = bench.started(settings -> settings.handler((delivery, attempt) -> {
            at.add(System.nanoTime());
            if (at.size() <= 8) {
                throw new DeferredException(Duration.ofMillis(60), "the other side is away");
            }
            assertThat(attempt.number()).isEqualTo(1);
        }));
        bench.accept(inbox, "d-1");
        awaitStatus(inbox, "d-1", DeliveryStatus.DELIVERED);
        assertThat(attempts(inbox, "d-1")).hasSize(1);
        for (int i = 1; i < at.size(); i++) {
            assertThat(Duration.ofNanos(at.get(i) - at.get(i - 1))).isGreaterThanOrEqualTo(Duration.ofMillis(59));
        }
    }

    @Test
    @DisplayName("what a handler does in the inbox's transaction and the end of the row happen together or not at all")
    void transaction() {
        TestDatabase.change(pool, "CREATE TABLE effects (id integer)");
        Inbox inbox =
                bench.started(settings -> settings.handler((delivery, attempt) -> attempt.inTransaction(connection -> {
                    effect(connection);
                    if (count("d-1") == 1) {
                        throw new IOException("after the effect");
                    }
                })));
        bench.accept(inbox, "d-1");
        awaitStatus(inbox, "d-1", DeliveryStatus.DELIVERED);
        assertThat(runs("d-1")).isEqualTo(2);
        assertThat(TestDatabase.number(pool, "SELECT COUNT(*) FROM effects")).isEqualTo(1);
    }

    private static void effect(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO effects (id) VALUES (1)");
        }
    }

    @Test
    @DisplayName(
            "the end of a row in a transaction of the handler's own counts if that commits, and is a failed attempt if"
                    + " not")
    void ownTransaction() {
        TestDatabase.change(pool, "CREATE TABLE effects (id integer)");
        Inbox inbox = bench.started(settings -> settings.handler((delivery, attempt) -> {
            try (Connection own = pool.getConnection()) {
                own.setAutoCommit(false);
                effect(own);
                attempt.completeIn(own);
                if (count("d-1") == 1) {
                    own.rollback();
                } else {
                    own.commit();
                }
                own.setAutoCommit(true);
            }
        }));
        bench.accept(inbox, "d-1");
        awaitStatus(inbox, "d-1", DeliveryStatus.DELIVERED);
        assertThat(attempts(inbox, "d-1")).extracting(AttemptRecord::outcome).containsExactly("delivered", "retry");
        assertThat(TestDatabase.number(pool, "SELECT COUNT(*) FROM effects")).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "rows that fail always do not keep a new one from running, and neither does the backlog of another tenant")
    void fair() {
        Set<String> order = Collections.synchronizedSet(new LinkedHashSet<>());
        Inbox accepting = bench.inbox(settings -> settings);
        for (int i = 0; i < 60; i++) {
            accepting.accept(
                    bench.endpoint, Records.of("github", "flood", "f-" + i).restore());
        }
        accepting.accept(bench.endpoint, Records.of("github", "small", "s-1").restore());
        accepting.accept(bench.endpoint, Records.of("other", "", "o-1").restore());
        Inbox inbox = bench.started(settings -> settings.threads(2).handler((DeliveryHandler) delivery -> {
            order.add(delivery.id().orElseThrow());
            if (delivery.tenant().orElse("").equals("flood")) {
                throw new IOException("always");
            }
        }));
        awaitStatus(inbox, "s-1", DeliveryStatus.DELIVERED);
        awaitStatus(inbox, "o-1", DeliveryStatus.DELIVERED);
        assertThat(new ArrayList<>(order).indexOf("s-1")).isLessThan(12);
        assertThat(new ArrayList<>(order).indexOf("o-1")).isLessThan(12);
    }

    @Test
    @DisplayName("a payload that cannot be read fails alone, and the others are done")
    void broken() {
        Inbox accepting = bench.inbox(settings -> settings);
        bench.accept(accepting, "broken", "gone", "good");
        String row = "(SELECT row_id FROM hookward_inbox WHERE delivery_id = ";
        TestDatabase.change(pool, "UPDATE hookward_inbox_payload SET head = body WHERE row_id = " + row + "'broken')");
        TestDatabase.change(pool, "DELETE FROM hookward_inbox_payload WHERE row_id = " + row + "'gone')");
        TestDatabase.change(pool, "UPDATE hookward_inbox SET attempts = 0 WHERE delivery_id = 'good'");
        Inbox inbox = bench.started(settings -> settings.handler(counting()));
        awaitStatus(inbox, "good", DeliveryStatus.DELIVERED);
        awaitStatus(inbox, "broken", DeliveryStatus.FAILED);
        awaitStatus(inbox, "gone", DeliveryStatus.FAILED);
        assertThat(bench.row(inbox, "broken").lastError()).contains("cannot be read");
        assertThat(bench.row(inbox, "gone").lastError()).contains("gone");
    }

    @Test
    @DisplayName(
            "with a key, deliveries run one at a time in order of arrival; a stuck one holds up its key and no other")
    void ordered() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Map<String, AtomicInteger> atOnce = new ConcurrentHashMap<>();
        AtomicBoolean overlapped = new AtomicBoolean();
        EndpointPolicy policy = InboxFixture.fast().inOrderOf("/customer").build();
        Inbox accepting = bench.inbox(settings -> settings.policy(policy));
        for (int i = 0; i < 20; i++) {
            for (String customer : List.of("a", "b", "stuck")) {
                String body = "{\"customer\":\"" + customer + "\"}";
                assertThat(bench.deliver(accepting, bench.request(customer + i, body)))
                        .isInstanceOf(Reception.Accepted.class);
            }
        }
        DeliveryHandler handler = delivery -> {
            String customer = delivery.json().get("customer").asString();
            AtomicInteger running = atOnce.computeIfAbsent(customer, absent -> new AtomicInteger());
            if (running.incrementAndGet() > 1) {
                overlapped.set(true);
            }
            try {
                if (customer.equals("stuck")) {
                    throw new DeferredException(Duration.ofMinutes(1), "stuck");
                }
                order.add(delivery.id().orElseThrow());
            } finally {
                running.decrementAndGet();
            }
        };
        bench.started(settings -> settings.policy(policy).handler(handler));
        bench.started(settings -> settings.policy(policy).handler(handler));
        await().atMost(Duration.ofSeconds(20)).until(() -> order.size() == 40);
        assertThat(overlapped).isFalse();
        for (String customer : List.of("a", "b")) {
            assertThat(order.stream().filter(id -> id.startsWith(customer)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> customer + i).toList());
        }
        assertThat(TestDatabase.number(
                        pool,
                        "SELECT COUNT(*) FROM hookward_inbox WHERE delivery_id LIKE 'stuck%' AND status = 'pending'"))
                .isEqualTo(20);
    }
}
