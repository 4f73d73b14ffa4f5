package io.hookward.jdbc;

import static io.hookward.jdbc.Deliveries.LEASE;
import static io.hookward.jdbc.Deliveries.claim;
import static io.hookward.jdbc.Deliveries.finish;
import static io.hookward.jdbc.Deliveries.key;
import static io.hookward.jdbc.Deliveries.of;
import static io.hookward.jdbc.Deliveries.wins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection goes back to its pool as it came, and what others do to a call is mended within it. */
class ConnectionStateTest {

    /** All that a store does with two keys, each of which needs a transaction where one key does not. */
    private static List<Runnable> allCalls(DeliveryStore store, ClaimToken token) {
        return List.of(
                () -> store.claim(of("a", "b"), token, LEASE),
                () -> store.claim(of("a"), ClaimToken.create(), LEASE),
                () -> store.claim(of("c", "b"), ClaimToken.create(), LEASE),
                () -> store.renew(of("a", "b"), token, LEASE),
                () -> store.renew(of("a", "c"), token, LEASE),
                () -> store.complete(of("a", "b"), token),
                () -> store.release(of("a", "b"), token),
                () -> store.find(key("a")),
                () -> store.forget(key("a")),
                store::ping,
                () -> store.purge(10));
    }

    static Stream<Arguments> pools() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> Stream.of(Arguments.of(database, true), Arguments.of(database, false)));
    }

    @ParameterizedTest
    @MethodSource("pools")
    @DisplayName("after each call, and each failed call, the connection is as it was")
    void stateIsRestored(TestDatabase database, boolean autoCommit) throws SQLException {
        try (Connection only = database.connect()) {
            only.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            setNetworkTimeout(only, 4_321);
            only.setAutoCommit(autoCommit);
            AtomicInteger failing = new AtomicInteger(-1);
            var data = new WatchedDataSource(new LastingConnections(() -> only)) {
                @Override
                void executing(String sql) throws SQLException {
                    if (failing.getAndDecrement() == 0) {
                        throw new SQLException("injected", "XX000");
                    }
                }
            };
            JdbcDeliveryStore store = database.store(data.asDataSource()).build();
            String before = state(only);
            for (int failAt = -1; failAt < 3; failAt++) {
                for (Runnable call : allCalls(store, ClaimToken.create())) {
                    failing.set(failAt);
                    try {
                        call.run();
                    } catch (DeliveryStoreException injected) {
                        assertThat(injected).hasMessageContaining("injected");
                    }
                    failing.set(-1);
                    assertThat(state(only)).isEqualTo(before);
                }
            }
        }
    }

    private static void setNetworkTimeout(Connection connection, int millis) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, millis);
    }

    private static String state(Connection connection) throws SQLException {
        return connection.getAutoCommit() + " " + connection.getTransactionIsolation() + " " + connection.isReadOnly()
                + " " + connection.getNetworkTimeout() + " " + settings(connection);
    }

    /** And what the store might have set in the session. */
    private static String settings(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        String sql = product.equals("PostgreSQL")
                ? "SELECT concat_ws(' ', current_setting('statement_timeout'), current_setting('enable_seqscan'))"
                : product.equals("H2") ? "SELECT LOCK_TIMEOUT()" : "SELECT @@max_statement_time";
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the victim of a deadlock or of a conflict does its call again: one mark, and the right answer")
    void conflictsAreRetried(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1)) {
            AtomicInteger failing = new AtomicInteger();
            for (String state : List.of("40001", "40P01")) {
                var data = new WatchedDataSource(pool) {
                    @Override
                    void executing(String sql) throws SQLException {
                        if (failing.getAndDecrement() > 0) {
                            throw new SQLException("injected", state);
                        }
                    }
                };
                JdbcDeliveryStore store = database.store(data.asDataSource()).build();
                for (String[] ids : new String[][] {{"one"}, {"one of two", "two"}}) {
                    ClaimToken token = ClaimToken.create();
                    failing.set(2);
                    assertThat(wins(store, token, ids)).isTrue();
                    failing.set(2);
                    assertThat(store.renew(of(ids), token, LEASE)).isTrue();
                    failing.set(2);
                    assertThat(store.release(of(ids), token)).isTrue();
                    assertThat(wins(store, token, ids)).isTrue();
                    failing.set(2);
                    assertThat(store.complete(of(ids), token)).isTrue();
                    assertThat(claim(store, ids)).isInstanceOf(Claim.Done.class);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a conflict that never ends is an error, and the call comes back")
    void endlessConflict(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1)) {
            AtomicInteger failing = new AtomicInteger();
            var data = new WatchedDataSource(pool) {
                @Override
                void executing(String sql) throws SQLException {
                    if (failing.get() > 0) {
                        throw new SQLException("injected", "40001");
                    }
                }
            };
            JdbcDeliveryStore store = database.store(data.asDataSource()).build();
            failing.set(1);
            assertThatThrownBy(() -> claim(store, "evt_1"))
                    .isInstanceOf(DeliveryStoreException.class)
                    .hasMessageContaining("40001");
            failing.set(0);
            assertThat(finish(store, "evt_1")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName(
            "a session on a server that takes no writes is an error, fails the health check, and is left for a new one")
    void readOnlySession(TestDatabase database) {
        HikariConfig config = database.config(2, database.url());
        try (HikariDataSource pool = new HikariDataSource(config)) {
            AtomicInteger demoted = new AtomicInteger();
            var data = new WatchedDataSource(pool) {
                @Override
                void executing(String sql) throws SQLException {
                    if (demoted.getAndDecrement() > 0) {
                        throw new SQLException("cannot execute INSERT in a read-only transaction", "25006");
                    }
                }
            };
            JdbcDeliveryStore store = database.store(data.asDataSource()).build();
            store.ping();
            Object session = session(database, pool);
            demoted.set(1);
            assertThatThrownBy(() -> claim(store, "evt_1")).isInstanceOf(DeliveryStoreException.class);
            assertThat(claim(store, "evt_1")).isInstanceOf(Claim.Won.class);
            assertThat(session(database, pool)).isNotEqualTo(session);
        }
    }

    private static Object session(TestDatabase database, HikariDataSource pool) {
        String sql = switch (database) {
            case POSTGRESQL -> "SELECT pg_backend_pid()";
            case MARIADB, MYSQL -> "SELECT CONNECTION_ID()";
            case H2 -> "SELECT SESSION_ID()";
        };
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
