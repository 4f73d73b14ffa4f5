package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.hookward.DeliveryHandler;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every database has to keep about who has a row. */
abstract class LeasePromises extends HandlingBench {
    @Test
    @DisplayName("a row is all that is needed: what a process accepted and left behind is handled by another")
    void leftBehind() {
        bench.accept(bench.inbox(settings -> settings), "d-1", "d-2");
        Inbox other = bench.started(settings -> settings.handler(counting()));
        awaitStatus(other, "d-1", DeliveryStatus.DELIVERED);
        awaitStatus(other, "d-2", DeliveryStatus.DELIVERED);
    }

    @Test
    @DisplayName("a handler that takes several leases keeps its delivery, and runs once")
    void renewed() throws Exception {
        Gate gate = new Gate();
        EndpointPolicy shortLease =
                InboxFixture.fast().lease(Duration.ofMillis(900)).build();
        Inbox first = bench.started(settings -> settings.policy(shortLease).handler((DeliveryHandler) delivery -> {
            count("d-1");
            gate.pass();
        }));
        Inbox second = bench.started(settings -> settings.policy(shortLease).handler(counting()));
        bench.accept(first, "d-1");
        gate.entered.await();
        long row = bench.row(first, "d-1").row();
        var lease = first.deliveries().get(row).orElseThrow().summary().dueAt();
        await().until(() ->
                second.deliveries().get(row).orElseThrow().summary().dueAt().isAfter(lease.plusMillis(2_000)));
        gate.open.countDown();
        awaitStatus(first, "d-1", DeliveryStatus.DELIVERED);
        assertThat(runs("d-1")).isEqualTo(1);
    }

    @Test
    @DisplayName("a worker that lost its delivery is interrupted, and changes nothing")
    void lost() throws Exception {
        Gate gate = new Gate();
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean held = new AtomicBoolean(true);
        CountDownLatch ended = new CountDownLatch(1);
        EndpointPolicy shortLease =
                InboxFixture.fast().lease(Duration.ofMillis(900)).build();
        Inbox inbox = bench.started(settings -> settings.policy(shortLease).handler((delivery, attempt) -> {
            if (count("d-1") > 1) {
                return;
            }
            try {
                gate.pass();
            } catch (InterruptedException stop) {
                interrupted.set(true);
                held.set(attempt.isHeld());
                ended.countDown();
                throw stop;
            }
        }));
        bench.accept(inbox, "d-1");
        gate.entered.await();
        // Somebody else has it
        TestDatabase.change(
                pool,
                "UPDATE hookward_inbox SET token = 'ffffffffffffffffffffffffffffffff', due_at = due_at + 3600000000");
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted).isTrue();
        assertThat(held).isFalse();
        assertThat(bench.status(inbox, "d-1")).isEqualTo(DeliveryStatus.PROCESSING);
        assertThat(runs("d-1")).isEqualTo(1);
        assertThat(bench.row(inbox, "d-1").lastError()).isNull();
    }

    @Test
    @DisplayName("a row whose worker is gone runs again when its lease is over, and the log shows that attempt as lost")
    void workerGone() {
        Inbox accepting = bench.inbox(settings -> settings);
        bench.accept(accepting, "d-1");
        long row = bench.row(accepting, "d-1").row();
        TestDatabase.change(
                pool,
                "UPDATE hookward_inbox SET status = 'processing', token = '0123456789abcdef0123456789abcdef', attempts"
                        + " = 1, due_at = received_at + 1500000");
        TestDatabase.change(
                pool,
                "INSERT INTO hookward_inbox_attempts (row_id, attempt, worker, started_at) VALUES (" + row
                        + ", 1, 'gone', 1)");
        Inbox inbox = bench.started(settings -> settings.handler(counting()));
        assertThat(bench.status(inbox, "d-1")).isEqualTo(DeliveryStatus.PROCESSING);
        awaitStatus(inbox, "d-1", DeliveryStatus.DELIVERED);
        assertThat(attempts(inbox, "d-1"))
                .extracting(AttemptRecord::number, AttemptRecord::outcome)
                .containsExactly(tuple(2, "delivered"), tuple(1, "lost"));
    }

    @Test
    @DisplayName("a delivery that kills each process that takes it comes to its end, and others go on")
    void killer() {
        Inbox accepting = bench.inbox(settings -> settings);
        bench.accept(accepting, "killer", "good");
        TestDatabase.change(
                pool,
                "UPDATE hookward_inbox SET status = 'processing', token = '0123456789abcdef0123456789abcdef', attempts"
                        + " = 5, due_at = received_at WHERE delivery_id = 'killer'");
        Inbox inbox = bench.started(settings -> settings.handler(counting()));
        awaitStatus(inbox, "killer", DeliveryStatus.FAILED);
        awaitStatus(inbox, "good", DeliveryStatus.DELIVERED);
        assertThat(runs("killer")).isZero();
        assertThat(bench.row(inbox, "killer").attempts()).isEqualTo(5);
        assertThat(bench.row(inbox, "killer").lastError()).contains("given up after 5 attempts");
    }

    @Test
    @DisplayName("each of many deliveries is handled once by two processes")
    void once() {
        Inbox accepting = bench.inbox(settings -> settings);
        for (int i = 0; i < 150; i++) {
            bench.accept(accepting, "d-" + i);
        }
        bench.started(settings -> settings.handler(counting()));
        bench.started(settings -> settings.handler(counting()));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> TestDatabase.number(pool, "SELECT COUNT(*) FROM hookward_inbox WHERE status = 'delivered'")
                        == 150);
        assertThat(runs)
                .hasSize(150)
                .allSatisfy((id, number) -> assertThat(number.get()).as(id).isEqualTo(1));
    }

    @Test
    @DisplayName("no transaction is open while a handler works, and accepting does not wait for it")
    void noLocks() throws Exception {
        Gate gate = new Gate();
        Inbox inbox = bench.started(settings -> settings.handler((DeliveryHandler) delivery -> {
            if (delivery.id().orElseThrow().equals("slow")) {
                gate.pass();
            }
        }));
        bench.accept(inbox, "slow");
        gate.entered.await();
        long row = bench.row(inbox, "slow").row();
        try (Connection other = pool.getConnection()) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.setQueryTimeout(2);
                statement.executeQuery("SELECT row_id FROM hookward_inbox WHERE row_id = " + row + " FOR UPDATE");
            }
            other.rollback();
        }
        bench.accept(inbox, "d-2");
        awaitStatus(inbox, "d-2", DeliveryStatus.DELIVERED);
        assertThat(bench.status(inbox, "slow")).isEqualTo(DeliveryStatus.PROCESSING);
        gate.open.countDown();
        awaitStatus(inbox, "slow", DeliveryStatus.DELIVERED);
    }

    @Test
    @DisplayName("a row that was inserted first but committed last runs too")
    void lateCommit() throws Exception {
        Inbox inbox = bench.started(settings -> settings.handler(counting()));
        try (Connection late = pool.getConnection()) {
            late.setAutoCommit(false);
            InboxDatabase database = InboxDatabase.of(pool);
            var row = InboxDatabase.values(
                    "delivery_key",
                    "github::d:late",
                    "fingerprint",
                    1L,
                    "endpoint",
                    "github",
                    "tenant",
                    "",
                    "delivery_id",
                    "late",
                    "event_type",
                    null,
                    "body_bytes",
                    0L,
                    "lane",
                    "github:",
                    "retention",
                    1L);
            long number = database.query("insert_row").insert(late, "row_id", row);
            InboxAcceptor.insertPayload(database, late, number, Payload.of(Records.of("github", null, "late"), null));
            bench.accept(inbox, "early");
            awaitStatus(inbox, "early", DeliveryStatus.DELIVERED);
            late.commit();
        }
        awaitStatus(inbox, "late", DeliveryStatus.DELIVERED);
    }

    @Test
    @DisplayName("deliveries without a handler here wait for a process that has one")
    void noHandler() {
        Inbox without = bench.started(settings -> settings.handler("other", counting()));
        bench.accept(without, "d-1");
        without.accept(bench.endpoint, Records.of("other", null, "d-2").restore());
        awaitStatus(without, "d-2", DeliveryStatus.DELIVERED);
        assertThat(bench.status(without, "d-1")).isEqualTo(DeliveryStatus.PENDING);
        assertThat(without.health(Duration.ofDays(1)).endpoints())
                .filteredOn(endpoint -> endpoint.endpoint().equals("github"))
                .singleElement()
                .satisfies(endpoint -> {
                    assertThat(endpoint.served()).isFalse();
                    assertThat(endpoint.open()).isEqualTo(1);
                    assertThat(endpoint.oldestOpen()).isNotNull();
                });
        bench.started(settings -> settings.handler("github", counting()));
        awaitStatus(without, "d-1", DeliveryStatus.DELIVERED);
    }

    @Test
    @DisplayName(
            "closing lets a handler end; one that ignores its interruption is given back, and no attempt is counted")
    void shutdown() throws Exception {
        Gate gate = new Gate();
        AtomicBoolean ended = new AtomicBoolean();
        Inbox polite = bench.started(settings -> settings.handler((DeliveryHandler) delivery -> {
            gate.entered.countDown();
            gate.open.await(10, TimeUnit.SECONDS);
            ended.set(true);
        }));
        bench.accept(polite, "d-1");
        gate.entered.await();
        Thread closing = new Thread(polite::close);
        closing.start();
        gate.open.countDown();
        closing.join();
        assertThat(ended).isTrue();
        Inbox other = bench.inbox(settings -> settings);
        assertThat(bench.status(other, "d-1")).isEqualTo(DeliveryStatus.DELIVERED);

        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        Inbox rude = bench.started(settings -> settings.shutdownGrace(Duration.ofMillis(100))
                .handler((DeliveryHandler) delivery -> {
                    entered.countDown();
                    while (never.getCount() > 0) {
                        try {
                            never.await();
                        } catch (InterruptedException ignored) {
                            // The point of this test
                        }
                    }
                }));
        bench.accept(rude, "d-2");
        entered.await();
        rude.close();
        assertThat(bench.status(other, "d-2")).isEqualTo(DeliveryStatus.PENDING);
        assertThat(bench.row(other, "d-2").attempts()).isZero();
        never.countDown();
        bench.started(settings -> settings.handler(counting()));
        awaitStatus(other, "d-2", DeliveryStatus.DELIVERED);
    }

    @Test
    @DisplayName(
            "a handler that takes too long is interrupted, and one that ignores it holds its slot alone and is counted"
                    + " as overdue")
    void overdue() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        EndpointPolicy policy = InboxFixture.fast()
                .lease(Duration.ofSeconds(3))
                .timeout(Duration.ofMillis(300))
                .retry(RetryPolicy.builder().maxAttempts(1).build())
                .build();
        Inbox inbox = bench.started(settings -> settings.policy(policy).handler((DeliveryHandler) delivery -> {
            String id = delivery.id().orElseThrow();
            while (id.equals("rude") && never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException ignored) {
                    // The point of this test
                }
            }
            if (id.equals("polite")) {
                never.await();
            }
        }));
        bench.accept(inbox, "rude", "polite", "quick");
        awaitStatus(inbox, "polite", DeliveryStatus.FAILED);
        assertThat(bench.row(inbox, "polite").lastError()).contains("took too long");
        awaitStatus(inbox, "quick", DeliveryStatus.DELIVERED);
        await().until(() -> inbox.health(Duration.ofDays(1)).overdue() == 1);
        assertThat(bench.status(inbox, "rude")).isEqualTo(DeliveryStatus.PROCESSING);
        never.countDown();
        awaitStatus(inbox, "rude", DeliveryStatus.DELIVERED);
    }

    @Test
    @DisplayName("while a process closes, the leases of its handlers are renewed, and nobody else runs them")
    void renewedWhileClosing() throws Exception {
        Gate gate = new Gate();
        EndpointPolicy shortLease =
                InboxFixture.fast().lease(Duration.ofMillis(900)).build();
        Inbox first = bench.started(settings -> settings.policy(shortLease)
                .shutdownGrace(Duration.ofSeconds(20))
                .handler((DeliveryHandler) delivery -> {
                    count("d-1");
                    gate.pass();
                }));
        Inbox second = bench.started(settings -> settings.policy(shortLease).handler(counting()));
        bench.accept(first, "d-1");
        gate.entered.await();
        Thread closing = new Thread(first::close);
        closing.start();
        var lease = bench.row(second, "d-1").dueAt();
        await().until(() -> bench.row(second, "d-1").dueAt().isAfter(lease.plusMillis(1_200)));
        gate.open.countDown();
        closing.join();
        awaitStatus(second, "d-1", DeliveryStatus.DELIVERED);
        assertThat(runs("d-1")).isEqualTo(1);
        assertThat(attempts(second, "d-1")).hasSize(1);
    }

    @Test
    @DisplayName(
            "a worker that comes back after another one has taken its row ends neither the row nor the other's lease")
    void zombie() throws Exception {
        Gate gate = new Gate();
        List<InboxListener.Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
        List<Throwable> refused = Collections.synchronizedList(new ArrayList<>());
        Inbox inbox = bench.started(settings -> settings.listener(new InboxListener() {
                    @Override
                    public void attempted(AttemptEnd end) {
                        outcomes.add(end.outcome());
                    }
                })
                .handler((delivery, attempt) -> {
                    gate.pass();
                    if (delivery.id().orElseThrow().equals("tx")) {
                        try {
                            attempt.inTransaction(connection -> count("effect"));
                        } catch (Attempt.LostException lost) {
                            refused.add(lost);
                        }
                    } else if (delivery.id().orElseThrow().equals("fails")) {
                        throw new IOException("too late");
                    }
                }));
        bench.accept(inbox, "returns", "fails", "tx");
        await().until(() ->
                TestDatabase.number(pool, "SELECT COUNT(*) FROM hookward_inbox WHERE status = 'processing'") == 3);
        String other = "ffffffffffffffffffffffffffffffff";
        TestDatabase.change(
                pool, "UPDATE hookward_inbox SET token = '" + other + "', due_at = due_at + 3600000000, attempts = 2");
        long due = TestDatabase.number(pool, "SELECT MIN(due_at) FROM hookward_inbox");
        gate.open.countDown();
        await().until(() -> outcomes.size() == 3);
        assertThat(outcomes).containsOnly(InboxListener.Outcome.LOST);
        assertThat(refused).hasSize(1);
        assertThat(runs("effect")).isZero();
        assertThat(TestDatabase.number(
                        pool,
                        "SELECT COUNT(*) FROM hookward_inbox WHERE status = 'processing' AND token = '" + other + "'"
                                + " AND attempts = 2"))
                .isEqualTo(3);
        assertThat(TestDatabase.number(pool, "SELECT MIN(due_at) FROM hookward_inbox"))
                .isEqualTo(due);
    }
}
