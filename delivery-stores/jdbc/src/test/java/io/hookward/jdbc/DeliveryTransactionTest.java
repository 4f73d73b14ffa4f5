package io.hookward.jdbc;

import static io.hookward.jdbc.Deliveries.LEASE;
import static io.hookward.jdbc.Deliveries.claim;
import static io.hookward.jdbc.Deliveries.finish;
import static io.hookward.jdbc.Deliveries.of;
import static io.hookward.jdbc.Deliveries.wins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.hookward.DeliveryClaim;
import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.BoundedDeliveryStore;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.testkit.SimulatedProvider;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mark and the effect of a delivery in one transaction of the application. */
class DeliveryTransactionTest {

    private static final Secret SECRET = Secret.of("only/for/tests/and/nothing/else/");

    /** An application with a table of its own, in the database of the store. */
    private static final class Application implements AutoCloseable {
        final HikariDataSource pool;
        final JdbcDeliveryStore store;
        final WebhookReceiver receiver;
        final WebhookEndpoint endpoint;
        final String orders = TestDatabase.newTable();
        final String claims = TestDatabase.newTable();
        private final TestDatabase database;

        Application(TestDatabase database) {
            this.database = database;
            pool = database.pool(4);
            store = database.store(pool).table(claims).build();
            database.execute("CREATE TABLE " + orders + " (id VARCHAR(20))");
            endpoint = WebhookEndpoint.builder(Providers.get("github"))
                    .secrets(SECRET)
                    .build();
            receiver = WebhookReceiver.builder().endpoint(endpoint).store(store).build();
        }

        Reception receive(String id) {
            return receive(receiver, id);
        }

        Reception receive(WebhookReceiver receiver, String id) {
            WebhookRequest request = SimulatedProvider.of(Providers.get("github"), SECRET)
                    .delivery()
                    .id(id)
                    .body("{}")
                    .valid();
            return receiver.receive(endpoint, request);
        }

        DeliveryClaim admitted(String id) {
            return ((Reception.Admitted) receive(id)).claim();
        }

        void order(Connection connection, String id) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO " + orders + " VALUES ('" + id + "')");
            }
        }

        long count() {
            return ((Number) database.ask("SELECT COUNT(*) FROM " + orders)).longValue();
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("effect and mark are committed together, and a duplicate is one from then on")
    void committed(TestDatabase database) throws SQLException {
        try (Application application = new Application(database)) {
            DeliveryClaim claim = application.admitted("d-1");
            assertThat(DeliveryTransaction.on(application.pool, application.store)
                            .handle(claim, connection -> {
                                application.order(connection, "d-1");
                                assertThat(application.receive("d-1")).isInstanceOf(Reception.InFlight.class);
                            }))
                    .isTrue();
            assertThat(application.count()).isEqualTo(1);
            assertThat(application.receive("d-1")).isInstanceOf(Reception.Duplicate.class);
            assertThat(claim.release()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a handler that fails leaves neither, and its claim can be released for the sender's next attempt")
    void rolledBack(TestDatabase database) throws SQLException {
        try (Application application = new Application(database)) {
            DeliveryTransaction transactions = DeliveryTransaction.on(application.pool, application.store);
            DeliveryClaim claim = application.admitted("d-1");
            assertThatIllegalStateException()
                    .isThrownBy(() -> transactions.handle(claim, connection -> {
                        application.order(connection, "d-1");
                        throw new IllegalStateException("the handler failed");
                    }));
            assertThat(application.count()).isZero();
            assertThat(claim.release()).isTrue();
            assertThat(transactions.handle(
                            application.admitted("d-1"), connection -> application.order(connection, "d-1")))
                    .isTrue();
            assertThat(application.count()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("an owner that loses its claim while it works is rolled back")
    void lostMeanwhile(TestDatabase database) throws SQLException {
        try (Application application = new Application(database)) {
            DeliveryClaim claim = application.admitted("d-1");
            ClaimKey key = new ClaimKey(application.endpoint.name(), "", ClaimKey.Kind.DELIVERY, "d-1");
            assertThat(DeliveryTransaction.on(application.pool, application.store)
                            .handle(claim, connection -> {
                                application.order(connection, "d-1");
                                application.store.forget(key);
                            }))
                    .isFalse();
            assertThat(application.count()).isZero();
        }
    }

    @Test
    @DisplayName(
            "a receiver whose store calls on other threads cannot have a mark in a transaction, and no handler runs")
    void otherThreads() {
        try (Application application = new Application(TestDatabase.H2);
                BoundedDeliveryStore bounded =
                        BoundedDeliveryStore.builder(application.store).build()) {
            WebhookReceiver receiver = WebhookReceiver.builder()
                    .endpoint(application.endpoint)
                    .store(bounded)
                    .build();
            DeliveryClaim claim = ((Reception.Admitted) application.receive(receiver, "d-1")).claim();
            assertThatIllegalStateException()
                    .isThrownBy(() -> DeliveryTransaction.on(application.pool, application.store)
                            .handle(claim, connection -> application.order(connection, "d-1")))
                    .withMessageContaining("other threads");
            assertThat(application.count()).isZero();
            assertThat(claim.release()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("an owner that lost its claim has no effect")
    void lateOwner(TestDatabase database) throws SQLException {
        try (Application application = new Application(database)) {
            DeliveryTransaction transactions = DeliveryTransaction.on(application.pool, application.store);
            DeliveryClaim late = application.admitted("d-1");
            application.store.forget(new ClaimKey(application.endpoint.name(), "", ClaimKey.Kind.DELIVERY, "d-1"));
            DeliveryClaim owner = application.admitted("d-1");
            assertThat(transactions.handle(late, connection -> application.order(connection, "late")))
                    .isFalse();
            assertThat(transactions.handle(owner, connection -> application.order(connection, "owner")))
                    .isTrue();
            assertThat(application.count()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "while a mark or a claim waits for its commit, a duplicate waits too, fails after the timeout, and is one after the commit")
    void duplicateWaits(TestDatabase database) throws Exception {
        try (Application application = new Application(database);
                Connection connection = application.pool.getConnection()) {
            JdbcDeliveryStore store = application.store;
            connection.setAutoCommit(false);
            ClaimToken token = ClaimToken.create();
            assertThat(wins(store, token, "marked")).isTrue();
            assertThat(store.within(connection, () -> store.complete(of("marked"), token)))
                    .isTrue();
            assertThat(store.within(connection, () -> wins(store, token, "inserted", "also inserted")))
                    .isTrue();
            for (String id : List.of("marked", "inserted", "also inserted")) {
                long start = System.nanoTime();
                assertThatThrownBy(() -> claim(store, id)).isInstanceOf(DeliveryStoreException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            }
            assertThat(store.within(connection, () -> store.complete(of("inserted", "also inserted"), token)))
                    .isTrue();
            JdbcDeliveryStore patient = JdbcDeliveryStore.builder(application.pool)
                    .table(application.claims)
                    .timeout(Duration.ofSeconds(20))
                    .build();
            CompletableFuture<Claim> duplicate = CompletableFuture.supplyAsync(() -> claim(patient, "inserted"));
            connection.commit();
            assertThat(duplicate.get(20, TimeUnit.SECONDS)).isInstanceOf(Claim.Done.class);
            assertThat(claim(store, "marked")).isInstanceOf(Claim.Done.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("what was claimed within a transaction is absent after its rollback")
    void claimRolledBack(TestDatabase database) throws SQLException {
        try (Application application = new Application(database);
                Connection connection = application.pool.getConnection()) {
            JdbcDeliveryStore store = application.store;
            connection.setAutoCommit(false);
            store.within(connection, () -> finish(store, "evt_1", "sig_1"));
            connection.rollback();
            assertThat(finish(store, "evt_1", "sig_1")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a duplicate, or a call that fails, leaves the transaction around it as it was, so that it can commit")
    void transactionGoesOn(TestDatabase database) throws SQLException {
        try (Application application = new Application(database);
                Connection connection = application.pool.getConnection();
                Connection other = database.connect()) {
            JdbcDeliveryStore store = application.store;
            assertThat(finish(store, "done")).isTrue();
            assertThat(claim(store, "locked")).isInstanceOf(Claim.Won.class);
            other.setAutoCommit(false);
            store.within(other, () -> store.forget(Deliveries.key("locked")));

            connection.setAutoCommit(false);
            application.order(connection, "before");
            String settings = settings(database, connection);
            assertThat(store.within(connection, () -> claim(store, "done"))).isInstanceOf(Claim.Done.class);
            assertThat(store.within(connection, () -> claim(store, "free", "done")))
                    .isInstanceOf(Claim.Done.class);
            assertThatThrownBy(() -> store.within(connection, () -> claim(store, "locked")))
                    .isInstanceOf(DeliveryStoreException.class);
            ClaimToken token = ClaimToken.create();
            assertThat(store.within(connection, () -> wins(store, token, "own", "also own")))
                    .isTrue();
            assertThat(store.within(connection, () -> store.renew(of("own", "also own"), token, LEASE)))
                    .isTrue();
            assertThat(settings(database, connection)).isEqualTo(settings);
            application.order(connection, "after");
            connection.commit();
            other.rollback();

            assertThat(application.count()).isEqualTo(2);
            assertThat(claim(store, "free")).isInstanceOf(Claim.Won.class);
            assertThat(store.complete(of("own", "also own"), token)).isTrue();
        }
    }

    private static String settings(TestDatabase database, Connection connection) throws SQLException {
        String sql = switch (database) {
            case POSTGRESQL -> "SELECT current_setting('statement_timeout') || current_setting('enable_seqscan')";
            case H2 -> "SELECT LOCK_TIMEOUT()";
            case MARIADB, MYSQL -> "SELECT @@max_statement_time";
        };
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a claim in a transaction that read before somebody else claimed and committed sees it, or fails, and comes back")
    void oldReadView(TestDatabase database) throws SQLException {
        try (Application application = new Application(database);
                Connection connection = application.pool.getConnection()) {
            JdbcDeliveryStore store = application.store;
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            store.within(connection, () -> store.find(Deliveries.key("evt_1")));
            List<ClaimEntry> entries = of("evt_1");
            assertThat(claim(store, "evt_1")).isInstanceOf(Claim.Won.class);
            long start = System.nanoTime();
            try {
                assertThat(store.within(connection, () -> store.claim(entries, ClaimToken.create(), LEASE)))
                        .isInstanceOf(Claim.InFlight.class);
            } catch (DeliveryStoreException alsoRight) {
                assertThat(alsoRight).hasMessageContaining("claim");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    @DisplayName("a connection that commits each statement is no transaction")
    void needsTransaction() throws SQLException {
        try (Application application = new Application(TestDatabase.H2);
                Connection connection = application.pool.getConnection()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> application.store.within(connection, () -> claim(application.store, "evt_1")));
        }
    }
}
