package io.hookward.jdbc;

import static io.hookward.jdbc.Deliveries.LEASE;
import static io.hookward.jdbc.Deliveries.claim;
import static io.hookward.jdbc.Deliveries.finish;
import static io.hookward.jdbc.Deliveries.key;
import static io.hookward.jdbc.Deliveries.of;
import static io.hookward.jdbc.Deliveries.wins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only PostgreSQL and what stands before it do. */
class PostgresTest {

    private static final TestDatabase DATABASE = TestDatabase.POSTGRESQL;

    @Test
    @DisplayName(
            "pooled sessions that a failover left on a server without writes fail claims and health, and are replaced")
    void failover() throws SQLException {
        DATABASE.execute("DROP DATABASE IF EXISTS failover", "CREATE DATABASE failover");
        try (HikariDataSource pool = DATABASE.pool(3, DATABASE.url().replace("/postgres?", "/failover?"))) {
            JdbcDeliveryStore store = DATABASE.store(pool).build();
            DATABASE.execute("ALTER DATABASE failover SET default_transaction_read_only = on");
            pool.getHikariPoolMXBean().softEvictConnections();
            fill(pool, 3);
            assertThatThrownBy(() -> claim(store, "evt_1"))
                    .isInstanceOf(DeliveryStoreException.class)
                    .hasMessageContaining("25006");
            assertThatThrownBy(store::ping).isInstanceOf(DeliveryStoreException.class);

            DATABASE.execute("ALTER DATABASE failover RESET default_transaction_read_only");
            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .ignoreExceptionsInstanceOf(DeliveryStoreException.class)
                    .untilAsserted(store::ping);
            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .ignoreExceptionsInstanceOf(DeliveryStoreException.class)
                    .until(() -> claim(store, "evt_1") instanceof Claim.Won);
        }
    }

    private static void fill(HikariDataSource pool, int size) throws SQLException {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(pool.getConnection());
        }
        for (Connection each : all) {
            each.close();
        }
    }

    /**
     * PgBouncer itself comes from no Maven artifact. What it does is done here: every transaction may run on another session,
     * sessions keep nothing, and no statement stays prepared.
     */
    @ParameterizedTest
    @ValueSource(strings = {"&prepareThreshold=0", "&preferQueryMode=simple"})
    @DisplayName(
            "nothing depends on the session: every call works on another, which was reset, without prepared statements")
    void transactionPooling(String setting) throws SQLException {
        List<Connection> sessions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sessions.add(DriverManager.getConnection(DATABASE.url() + setting));
        }
        AtomicInteger next = new AtomicInteger();
        DataSource bouncer = new LastingConnections(() -> {
            Connection session = sessions.get(next.getAndIncrement() % sessions.size());
            discardAll(session);
            return session;
        });
        JdbcDeliveryStore store = DATABASE.store(bouncer).build();
        for (int i = 0; i < 20; i++) {
            String[] ids = {"evt_" + i, "sig_" + i};
            ClaimToken token = ClaimToken.create();
            assertThat(wins(store, token, ids)).isTrue();
            assertThat(claim(store, "sig_" + i, "free")).isInstanceOf(Claim.InFlight.class);
            assertThat(wins(store, token, ids)).isTrue();
            assertThat(store.renew(of(ids), token, LEASE)).isTrue();
            assertThat(store.release(of(ids), token)).isTrue();
            assertThat(finish(store, ids)).isTrue();
            assertThat(store.find(key("evt_" + i))).isPresent();
            assertThat(store.find(key("free"))).isEmpty();
            assertThat(store.forget(key("sig_" + i))).isTrue();
        }
        assertThat(store.claim(of("over"), ClaimToken.create(), Duration.ofNanos(1)))
                .isInstanceOf(Claim.Won.class);
        assertThat(store.purge(10)).isEqualTo(1);
        for (Connection session : sessions) {
            assertThat(ask(session, "SELECT count(*) FROM pg_prepared_statements"))
                    .isEqualTo(0L);
            assertThat(ask(session, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                    .isEqualTo(0L);
            assertThat(ask(
                            session,
                            "SELECT count(*) FROM pg_settings WHERE source = 'session' AND name IN "
                                    + "('statement_timeout', 'lock_timeout', 'enable_seqscan')"))
                    .isEqualTo(0L);
            session.close();
        }
    }

    private static Object ask(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1);
        }
    }

    private static void discardAll(Connection session) {
        try (Statement statement = session.createStatement()) {
            statement.execute("DISCARD ALL");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
