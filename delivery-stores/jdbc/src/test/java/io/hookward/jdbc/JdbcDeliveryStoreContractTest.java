package io.hookward.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.DeliveryStore;
import io.hookward.testkit.DeliveryStoreContract;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** The promises of every store, kept by real servers whose clock the test moves. */
class JdbcDeliveryStoreContractTest {

    private static final Map<TestDatabase, HikariDataSource> POOLS = new EnumMap<>(TestDatabase.class);
    private static final Map<TestDatabase, DeliveryStore> STORES = new EnumMap<>(TestDatabase.class);

    @AfterAll
    static void close() {
        POOLS.values().forEach(HikariDataSource::close);
        POOLS.clear();
        STORES.clear();
    }

    @Nested
    @DisplayName("On PostgreSQL")
    class OnPostgres extends OnDatabase {
        OnPostgres() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    @DisplayName("On MariaDB")
    class OnMariaDb extends OnDatabase {
        OnMariaDb() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    @DisplayName("With the statements and the driver of MySQL, on MariaDB")
    class OnMySql extends OnDatabase {
        OnMySql() {
            super(TestDatabase.MYSQL);
        }
    }

    @Nested
    @DisplayName("On H2 in a file")
    class OnH2 extends OnDatabase {
        OnH2() {
            super(TestDatabase.H2);
        }
    }

    abstract static class OnDatabase extends DeliveryStoreContract {
        private final TestDatabase database;

        OnDatabase(TestDatabase database) {
            this.database = database;
        }

        @Override
        protected DeliveryStore store() {
            return STORES.computeIfAbsent(database, OnDatabase::open);
        }

        private static DeliveryStore open(TestDatabase database) {
            HikariDataSource pool = database.pool(8);
            POOLS.put(database, pool);
            ManualTime.prepare(database);
            // Long enough for a machine that builds other things too
            return database.store(ManualTime.of(database, pool))
                    .timeout(Duration.ofSeconds(20))
                    .build();
        }

        @Override
        protected void advance(Duration duration) {
            ManualTime.advance(duration);
        }

        @Override
        protected Duration resolution() {
            return Duration.ofNanos(1_000);
        }

        @Override
        protected int rounds() {
            return 40;
        }
    }
}
