package io.hookward.jdbc;

import static io.hookward.jdbc.Deliveries.claim;
import static io.hookward.jdbc.Deliveries.finish;
import static io.hookward.jdbc.Deliveries.key;
import static io.hookward.jdbc.Deliveries.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many at once: deliveries, instances that clean up, and transactions of the application. */
class ConcurrencyTest {

    /** Runs it in so many threads at once, and returns what they got. */
    private static <T> List<T> together(int threads, int rounds, Round<T> round) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<List<T>>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                running.add(executor.submit(() -> {
                    List<T> got = new ArrayList<>();
                    for (int j = 0; j < rounds; j++) {
                        start.await();
                        got.add(round.run(thread, j));
                    }
                    return got;
                }));
            }
            List<T> all = new ArrayList<>();
            for (Future<List<T>> each : running) {
                all.addAll(each.get());
            }
            return all;
        } finally {
            executor.shutdownNow();
        }
    }

    private interface Round<T> {
        T run(int thread, int round) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a hundred first claims of neighbouring ids at once are all won, at the isolation the server comes with")
    void neighbours(TestDatabase database) throws Exception {
        HikariConfig config = database.config(100, database.url());
        config.setConnectionTimeout(30_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcDeliveryStore store =
                    database.store(pool).timeout(Duration.ofSeconds(20)).build();
            assertThat(together(
                            100,
                            10,
                            (thread, round) ->
                                    claim(store, String.format(Locale.ROOT, "evt_%03d_%03d", round, thread))))
                    .hasSize(1_000)
                    .allMatch(Claim.Won.class::isInstance);
            assertThat(together(
                            20,
                            10,
                            (thread, round) -> claim(
                                    store,
                                    String.format(Locale.ROOT, "two_%03d_%03d", round, thread),
                                    String.format(Locale.ROOT, "two_%03d_%03d_", round, thread))))
                    .hasSize(200)
                    .allMatch(Claim.Won.class::isInstance);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "several instances clean up at once, none waits for a row that is locked, and each row is counted once")
    void purge(TestDatabase database) throws Exception {
        try (HikariDataSource pool = database.pool(5)) {
            String table = TestDatabase.newTable();
            JdbcDeliveryStore store = database.store(pool)
                    .table(table)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            for (int i = 0; i < 20; i++) {
                int batch = i;
                String[] ids = IntStream.range(0, 20)
                        .mapToObj(j -> "over-" + batch + "-" + j)
                        .toArray(String[]::new);
                assertThat(store.claim(of(ids), ClaimToken.create(), Duration.ofNanos(1)))
                        .isInstanceOf(Claim.Won.class);
            }
            assertThat(finish(store, "done")).isTrue();
            assertThat(claim(store, "open")).isInstanceOf(Claim.Won.class);
            boolean skips = database != TestDatabase.H2;
            try (Connection other = database.connect()) {
                if (skips) {
                    lock(other, table, "over-7-7");
                }
                List<Integer> removed = together(4, 12, (thread, round) -> store.purge(10));
                assertThat(removed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(skips ? 399 : 400);
                if (skips) {
                    other.rollback();
                }
            }
            assertThat(store.purge(10_000)).isEqualTo(skips ? 1 : 0);
            assertThat(claim(store, "done")).isInstanceOf(Claim.Done.class);
            assertThat(claim(store, "open")).isInstanceOf(Claim.InFlight.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a row that somebody keeps locked fails the call after the timeout, and the next one works")
    void boundedWait(TestDatabase database) throws Exception {
        try (HikariDataSource pool = database.pool(2)) {
            String table = TestDatabase.newTable();
            JdbcDeliveryStore store = database.store(pool).table(table).build();
            assertThat(claim(store, "evt_1", "evt_2")).isInstanceOf(Claim.Won.class);
            try (Connection other = database.connect()) {
                lock(other, table, "evt_1");
                for (String[] ids : new String[][] {{"evt_1"}, {"evt_0", "evt_1"}}) {
                    long start = System.nanoTime();
                    assertThatThrownBy(() -> claim(store, ids)).isInstanceOf(DeliveryStoreException.class);
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
                }
                assertThat(store.find(key("evt_1"))).isPresent();
                assertThat(finish(store, "evt_3")).isTrue();
            }
            assertThat(claim(store, "evt_1")).isInstanceOf(Claim.InFlight.class);
            assertThat(finish(store, "evt_0")).isTrue();
        }
    }

    private static void lock(Connection connection, String table, String id) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE " + table
                            + " SET fingerprint = fingerprint + 1 WHERE claim_key = '" + key(id).text() + "'"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ten threads that hold all connections of a pool in their transactions all get an answer or an error")
    void poolUsedUp(TestDatabase database) throws Exception {
        HikariConfig config = database.config(10, database.url());
        config.setConnectionTimeout(500);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcDeliveryStore store = database.store(pool).build();
            List<Boolean> won = together(10, 1, (thread, round) -> {
                try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(false);
                    return claim(store, "evt_" + thread) instanceof Claim.Won;
                } catch (DeliveryStoreException none) {
                    assertThat(none).hasMessageContaining("claim");
                    return false;
                }
            });
            assertThat(won).hasSize(10);
            assertThat(finish(store, "after")).isTrue();
        }
        try (HikariDataSource single = database.pool(1)) {
            JdbcDeliveryStore store = database.store(single).build();
            List<Boolean> won = together(
                    4,
                    5,
                    (thread, round) -> finish(store, "evt_" + thread + "_" + round, "sig_" + thread + "_" + round));
            assertThat(won).hasSize(20).containsOnly(true);
        }
    }
}
