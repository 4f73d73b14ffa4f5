package io.hookward.jdbc;

import static io.hookward.jdbc.Deliveries.claim;
import static io.hookward.jdbc.Deliveries.finish;
import static io.hookward.jdbc.Deliveries.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.Claim;
import io.hookward.claim.DeliveryStoreException;
import io.hookward.testkit.CuttingProxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is chosen when a store is built, and what it does when its table or its server fail it. */
class JdbcDeliveryStoreTest {

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 9, 300_001})
    @DisplayName("a timeout that ends nothing, or hardly anything, is refused")
    void timeouts(long millis) {
        try (HikariDataSource pool = TestDatabase.H2.pool(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcDeliveryStore.builder(pool).timeout(Duration.ofMillis(millis)));
        }
    }

    @Test
    @DisplayName("a database that cannot be reached is an error of the store")
    void unreachable() {
        HikariConfig config = TestDatabase.POSTGRESQL.config(1, TestDatabase.POSTGRESQL.url(1));
        config.setConnectionTimeout(300);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThatThrownBy(() -> JdbcDeliveryStore.builder(pool).build())
                    .isInstanceOf(DeliveryStoreException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("without its table the store is not healthy")
    void tableDropped(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1)) {
            String table = TestDatabase.newTable();
            JdbcDeliveryStore store = database.store(pool).table(table).build();
            store.ping();
            database.execute("DROP TABLE " + table);
            assertThatThrownBy(store::ping).isInstanceOf(DeliveryStoreException.class);
            assertThatThrownBy(() -> claim(store, "evt_1")).isInstanceOf(DeliveryStoreException.class);
        }
    }

    @Test
    @DisplayName(
            "a database that takes one key for another is an error, and no delivery is taken for a duplicate of another")
    void foldingIsNoticed() {
        TestDatabase database = TestDatabase.MARIADB;
        try (HikariDataSource pool = database.pool(1)) {
            String table = TestDatabase.newTable();
            JdbcDeliveryStore store = database.store(pool).table(table).build();
            assertThat(finish(store, "evt_a")).isTrue();
            database.execute("ALTER TABLE " + table
                    + " MODIFY claim_key VARCHAR(368) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL");
            assertThatThrownBy(() -> claim(store, "evt_A"))
                    .isInstanceOf(DeliveryStoreException.class)
                    .hasMessageContaining("evt_a");
            assertThat(claim(store, "evt_a")).isInstanceOf(Claim.Done.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    @DisplayName("a key that was forgotten without an answer is never said to have been absent")
    void forgetIsNotRepeated(TestDatabase database) {
        try (CuttingProxy proxy = CuttingProxy.to(database.port());
                HikariDataSource pool = database.pool(1, database.url(proxy.port()))) {
            JdbcDeliveryStore store =
                    database.store(pool).timeout(Duration.ofSeconds(10)).build();
            assertThat(finish(store, "evt_1")).isTrue();
            proxy.cut(CuttingProxy.Cut.AFTER, 0);
            assertThatThrownBy(() -> store.forget(key("evt_1"))).isInstanceOf(DeliveryStoreException.class);
        }
    }

    @Test
    @DisplayName("parameters have names; what is quoted, or has two colons, is none")
    void parameters() {
        Query query =
                Query.of(List.of("SELECT :key, ':key', '1970-01-01 00:00:00', a::text", "SELECT :at_most, :key"), 0);
        assertThat(query.sql()).isEqualTo("SELECT ?, ':key', '1970-01-01 00:00:00', a::text; SELECT ?, ?");
        assertThat(query.names()).containsExactly("key", "at_most", "key");
        assertThat(query.statements()).isEqualTo(2);
    }

    @Test
    @DisplayName("a named table stands in every statement, and in the names of its keys and indexes without its schema")
    void tableNames() {
        TableName table = TableName.parse("app.seen");
        String script = SqlFiles.text(Database.POSTGRESQL.migration(), table);
        assertThat(script)
                .contains("CREATE TABLE app.seen (", "CONSTRAINT seen_key ", "CREATE INDEX seen_expiry ON app.seen (")
                .doesNotContain("hookward_claims");
        assertThat(SqlFiles.statements(Database.POSTGRESQL.migration(), table))
                .hasSize(2)
                .noneMatch(statement -> statement.contains("--"));
    }
}
