package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hookward.DeliveryHandler;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("While the database makes trouble")
class DatabaseTroubleTest {
    private HikariDataSource pool;
    private FaultySource faulty;
    private InboxFixture bench;
    private final AtomicInteger runs = new AtomicInteger();

    @BeforeEach
    void open() throws Exception {
        pool = TestDatabase.POSTGRESQL.open();
        faulty = new FaultySource(pool);
        bench = new InboxFixture(faulty);
    }

    @AfterEach
    void close() {
        faulty.cutOff = false;
        bench.close();
        pool.close();
    }

    private void awaitDelivered(Inbox inbox, String id) {
        await().atMost(Duration.ofSeconds(15)).until(() -> bench.status(inbox, id) == DeliveryStatus.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO hookward_inbox (",
                "INSERT INTO hookward_inbox_payload",
                "ORDER BY due_at LIMIT 1",
                "WHERE lane > ?",
                "FOR UPDATE SKIP LOCKED",
                "SET status = 'processing'",
                "INSERT INTO hookward_inbox_attempts",
                "SELECT key_id, head, body",
                "SET status = ?",
                "UPDATE hookward_inbox_payload SET expires_at",
                "SET outcome = ?"
            })
    @DisplayName(
            "a deadlock at any statement is repeated at once, and a lost connection later: one row, one run, workers"
                    + " go on")
    void eachStatement(String part) {
        EndpointPolicy policy =
                InboxFixture.fast().lease(Duration.ofMillis(1_500)).build();
        Inbox inbox = bench.started(
                settings -> settings.policy(policy).handler((DeliveryHandler) delivery -> runs.incrementAndGet()));
        faulty.failNext(part, new SQLException("deadlock detected", "40P01"));
        bench.accept(inbox, "d-1");
        awaitDelivered(inbox, "d-1");
        assertThat(faulty.hasFailed()).isTrue();
        assertThat(runs).hasValue(1);

        faulty.failNext(part, new SQLException("connection is gone", "08006"));
        if (part.startsWith("INSERT INTO hookward_inbox (") || part.equals("INSERT INTO hookward_inbox_payload")) {
            assertThat(bench.answer(inbox, bench.request("d-2")).status()).isEqualTo(503);
        }
        bench.deliver(inbox, bench.request("d-2"));
        await().atMost(Duration.ofSeconds(20)).until(() -> bench.rows() == 2);
        if (part.startsWith("SELECT key_id")) {
            TestDatabase.change(pool, "UPDATE hookward_inbox SET due_at = 1 WHERE status = 'pending'");
        }
        awaitDelivered(inbox, "d-2");
        assertThat(runs).hasValue(2);
    }

    @Test
    @DisplayName("a renewal is repeated within the lease, so that a short outage costs nothing")
    void blip() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        EndpointPolicy policy = InboxFixture.fast().lease(Duration.ofSeconds(2)).build();
        DeliveryHandler handler = delivery -> {
            runs.incrementAndGet();
            entered.countDown();
            open.await();
        };
        Inbox inbox = bench.started(settings -> settings.policy(policy).handler(handler));
        bench.accept(inbox, "d-1");
        entered.await();
        faulty.cutOff = true;
        try (InboxFixture other = new InboxFixture(pool)) {
            Inbox second = other.started(settings -> settings.policy(policy).handler(handler));
            long row = other.row(second, "d-1").row();
            var lease = second.deliveries().get(row).orElseThrow().summary().dueAt();
            // Until 0.7 of the lease is over by the database's clock
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> TestDatabase.number(
                                    pool,
                                    "SELECT " + Micros.ofInstant(lease)
                                            + " - CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)")
                            < 600_000);
            faulty.cutOff = false;
            await().until(() ->
                    second.deliveries().get(row).orElseThrow().summary().dueAt().isAfter(lease.plusMillis(500)));
            open.countDown();
            awaitDelivered(inbox, "d-1");
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    @DisplayName("a handler whose lease runs out in an outage is interrupted by our own clock")
    void outage() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        EndpointPolicy policy =
                InboxFixture.fast().lease(Duration.ofMillis(500)).build();
        Inbox inbox = bench.started(settings -> settings.policy(policy).handler((DeliveryHandler) delivery -> {
            if (runs.incrementAndGet() == 1) {
                faulty.cutOff = true;
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stop) {
                    interrupted.set(true);
                    ended.countDown();
                }
            }
        }));
        bench.accept(inbox, "d-1");
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted).isTrue();
        faulty.cutOff = false;
        awaitDelivered(inbox, "d-1");
    }

    @Test
    @DisplayName("a commit whose answer was lost gives 503, and the repetition finds the row")
    void lostAnswer() {
        Inbox inbox = bench.inbox(settings -> settings);
        bench.accept(inbox, "d-0");
        faulty.failNext("INSERT INTO hookward_inbox_payload", new SQLException("broken", "08006"));
        assertThat(bench.answer(inbox, bench.request("d-1")).status()).isEqualTo(503);
        assertThat(bench.rows()).isEqualTo(1);
        assertThat(bench.answer(inbox, bench.request("d-1")).status()).isEqualTo(200);
        assertThat(bench.rows()).isEqualTo(2);
    }

    @Test
    @DisplayName("an idle process asks one question a poll, which an index answers")
    void idle() throws Exception {
        bench.started(
                settings -> settings.handler((DeliveryHandler) delivery -> {}).pollInterval(Duration.ofMillis(100)));
        // Twenty questions take two seconds; once a minute the pruner has a few, too
        int before = faulty.statements.get();
        long start = System.nanoTime();
        await().until(() -> faulty.statements.get() >= before + 20);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_400));
    }

    @Test
    @DisplayName("a worker gets a full batch while another one's transaction is open, and no plan sorts")
    void skipLocked() throws Exception {
        Inbox inbox = bench.inbox(settings -> settings);
        bench.accept(inbox, "d-1");
        TestDatabase.change(
                pool,
                "INSERT INTO hookward_inbox (fingerprint, endpoint, tenant, body_bytes, status, received_at, due_at,"
                        + " lane, attempts, attempts_before, retention) SELECT 1, 'github', '', 0, 'pending', i, i, CASE"
                        + " WHEN i % 500 = 0 THEN 'small:' ELSE 'github:' END, 0, 0, 1 FROM generate_series(1, 5000) i");
        TestDatabase.change(pool, "ANALYZE hookward_inbox");
        InboxDatabase database = InboxDatabase.of(pool);
        var values = InboxDatabase.values("lane", "github:", "at_most", 50);
        try (Connection first = pool.getConnection();
                Connection second = pool.getConnection()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            Query candidates = database.query("candidates");
            List<Long> one = candidates.list(first, values, row -> row.getLong("row_id"));
            List<Long> two = candidates.list(second, values, row -> row.getLong("row_id"));
            assertThat(one).hasSize(50);
            assertThat(two).hasSize(50).doesNotContainAnyElementsOf(one);
            first.rollback();
            second.rollback();
            assertThat(plan(first, candidates, "'github:'"))
                    .contains("Index Scan")
                    .doesNotContain("Sort", "Seq Scan");
            assertThat(plan(first, candidates, "'small:'"))
                    .contains("hookward_inbox_lane")
                    .doesNotContain("Sort", "Seq Scan");
        }
    }

    private static String plan(Connection connection, Query query, String lane) throws SQLException {
        String sql = query.sql().replaceFirst("\\?", lane).replaceFirst("\\?", "50");
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN " + sql)) {
            StringBuilder lines = new StringBuilder();
            while (plan.next()) {
                lines.append(plan.getString(1)).append('\n');
            }
            return lines.toString();
        } finally {
            connection.rollback();
        }
    }

    @Test
    @DisplayName("connections go back as they came, whatever happened on them")
    void connectionsRestored() throws Exception {
        String url = TestDatabase.H2.newUrl();
        for (boolean autoCommit : new boolean[] {true, false}) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setMaximumPoolSize(1);
            config.setAutoCommit(autoCommit);
            config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
            try (HikariDataSource one = new HikariDataSource(config)) {
                FaultySource faults = new FaultySource(one);
                try (InboxFixture single = new InboxFixture(faults)) {
                    Inbox inbox = single.started(settings ->
                            settings.handler((DeliveryHandler) delivery -> {}).threads(2));
                    faults.failNext("INSERT INTO hookward_inbox_payload", new SQLException("broken", "22001"));
                    assertThat(single.answer(inbox, single.request("x" + autoCommit))
                                    .status())
                            .isEqualTo(503);
                    single.accept(inbox, "d" + autoCommit);
                    await().until(() -> single.status(inbox, "d" + autoCommit) == DeliveryStatus.DELIVERED);
                }
                try (Connection connection = one.getConnection()) {
                    assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
                    assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
                }
            }
        }
    }
}
