package io.hookward.jdbc;

import static io.hookward.jdbc.Deliveries.LEASE;
import static io.hookward.jdbc.Deliveries.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table is created on request only, is checked, and compares keys exactly wherever it is created. */
class ClaimsSchemaTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("without the table no store is built, and the message has the statements to create it")
    void missing(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1)) {
            String table = TestDatabase.newTable();
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> JdbcDeliveryStore.builder(pool).table(table).build())
                    .withMessageContaining("missing")
                    .withMessageContaining("CREATE TABLE " + table + " (");
            String script = ClaimsSchema.of(pool, table).script();
            database.execute(withoutComments(script));
            assertThat(claim(JdbcDeliveryStore.builder(pool).table(table).build(), "evt_1"))
                    .isInstanceOf(Claim.Won.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a table that is there is used as it is, and one that another instance is creating is waited for")
    void createdOnce(TestDatabase database) throws Exception {
        try (HikariDataSource pool = database.pool(6)) {
            ClaimsSchema schema = ClaimsSchema.of(pool, TestDatabase.newTable());
            ExecutorService instances = Executors.newFixedThreadPool(6);
            List<Future<Boolean>> created;
            try {
                created = instances.invokeAll(IntStream.range(0, 6)
                        .<Callable<Boolean>>mapToObj(i -> schema::create)
                        .toList());
            } finally {
                instances.shutdown();
            }
            int creators = 0;
            for (Future<Boolean> each : created) {
                creators += each.get() ? 1 : 0;
            }
            assertThat(creators).isEqualTo(1);
            schema.check();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a table of another version, without its key or without its index, is refused with what is wrong")
    void unsuitable(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1)) {
            assertRefused(pool, created(database, pool, "fingerprint", "content"), "fingerprint");
            assertRefused(pool, created(database, pool, "PRIMARY KEY (claim_key)", "UNIQUE (token)"), "primary key");
            assertRefused(pool, created(database, pool, "(expires_at)", "(fingerprint)"), "index on expires_at");
            assertRefused(pool, created(database, pool, "368", "255"), "shorter");
        }
    }

    @Test
    @DisplayName("a table that would take different keys for equal is refused")
    void folding() {
        TestDatabase database = TestDatabase.MARIADB;
        try (HikariDataSource pool = database.pool(1)) {
            assertRefused(
                    pool,
                    created(database, pool, "ascii COLLATE ascii_bin", "utf8mb4 COLLATE utf8mb4_general_ci"),
                    "collation");
            assertRefused(pool, created(database, pool, "DATETIME(6)", "DATETIME"), "microseconds");
        }
        try (HikariDataSource pool = TestDatabase.H2.pool(1)) {
            assertRefused(
                    pool,
                    created(TestDatabase.H2, pool, "claim_key VARCHAR", "claim_key VARCHAR_IGNORECASE"),
                    "exactly");
        }
        try (HikariDataSource pool = TestDatabase.POSTGRESQL.pool(1)) {
            TestDatabase.POSTGRESQL.execute(
                    "CREATE COLLATION IF NOT EXISTS folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
            assertRefused(
                    pool, created(TestDatabase.POSTGRESQL, pool, "COLLATE \"C\"", "COLLATE folding"), "collation");
        }
    }

    /** A table by the shipped statements with one change. */
    private static String created(TestDatabase database, HikariDataSource pool, String part, String instead) {
        String table = TestDatabase.newTable();
        String script = ClaimsSchema.of(pool, table).script();
        assertThat(script).contains(part);
        database.execute(withoutComments(script.replace(part, instead)));
        return table;
    }

    private static void assertRefused(HikariDataSource pool, String table, String why) {
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcDeliveryStore.builder(pool)
                        .table(table)
                        .createTable()
                        .build())
                .withMessageContaining(why)
                .withMessageContaining("CREATE TABLE");
    }

    private static String[] withoutComments(String script) {
        String plain =
                script.lines().filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n"));
        return Stream.of(plain.split(";")).filter(each -> !each.isBlank()).toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ids that a database's default collation takes for one are four deliveries")
    void idsAreExact(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1)) {
            JdbcDeliveryStore store = database.store(pool).build();
            for (String id : List.of("evt_Ab", "evt_aB", "evt_\u00e4b", "evt_ab", "evt_ab ")) {
                assertThat(claim(store, id)).as(id).isInstanceOf(Claim.Won.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the longest keys fit, whatever they are made of, and are told apart at their end")
    void longestKeys(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1)) {
            JdbcDeliveryStore store = database.store(pool).build();
            String endpoint = "e".repeat(ClaimKey.MAX_ENDPOINT_LENGTH);
            String tenant = "t".repeat(ClaimKey.MAX_TENANT_LENGTH);
            for (String id : List.of(
                    "\u2603".repeat(200),
                    "\u2603".repeat(199) + "x",
                    "i".repeat(199) + "j",
                    "i".repeat(200),
                    "i".repeat(5000))) {
                ClaimKey key = new ClaimKey(endpoint, tenant, ClaimKey.Kind.DELIVERY, id);
                List<ClaimEntry> entries = List.of(new ClaimEntry(key, 1, Duration.ofDays(1)));
                assertThat(store.claim(entries, ClaimToken.create(), LEASE)).isInstanceOf(Claim.Won.class);
                assertThat(store.claim(entries, ClaimToken.create(), LEASE)).isInstanceOf(Claim.InFlight.class);
            }
        }
    }

    @Test
    @DisplayName("on a server that cuts what does not fit, a key that does not fit is an error, and never won")
    void nothingIsCut() {
        TestDatabase database = TestDatabase.MARIADB;
        try (HikariDataSource pool = database.pool(1, database.url() + "&sessionVariables=sql_mode=''")) {
            String table = TestDatabase.newTable();
            JdbcDeliveryStore store =
                    JdbcDeliveryStore.builder(pool).table(table).createTable().build();
            database.execute("ALTER TABLE " + table
                    + " MODIFY claim_key VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL");
            assertThatThrownBy(() -> claim(store, "evt_0123456789_1")).isInstanceOf(DeliveryStoreException.class);
            assertThatThrownBy(() -> claim(store, "evt_0123456789_2", "evt_0123456789_3"))
                    .isInstanceOf(DeliveryStoreException.class);
            assertThat(claim(store, "evt_1")).isInstanceOf(Claim.Won.class);
        }
    }

    @Test
    @DisplayName("a table in another schema is found by its name")
    void otherSchema() {
        for (TestDatabase database : TestDatabase.values()) {
            assumeThat(database).isNotNull();
            try (HikariDataSource pool = database.pool(1)) {
                database.execute("CREATE SCHEMA IF NOT EXISTS elsewhere");
                String table = "elsewhere." + TestDatabase.newTable();
                JdbcDeliveryStore store = JdbcDeliveryStore.builder(pool)
                        .table(table)
                        .createTable()
                        .build();
                assertThat(claim(store, "evt_1")).isInstanceOf(Claim.Won.class);
                store.ping();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a.b.c", "\"a\"", "1a", "a.", ".a", "a--", "a'b"})
    @DisplayName("a name of a table that is more than a name is refused")
    void strangeNames(String name) {
        try (HikariDataSource pool = TestDatabase.H2.pool(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcDeliveryStore.builder(pool).table(name));
        }
    }

    @Test
    @DisplayName("MariaDB and MySQL have the same table")
    void oneTableForBoth() {
        TableName table = TableName.parse(TableName.DEFAULT);
        assertThat(SqlFiles.text(Database.MARIADB.migration(), table))
                .isEqualTo(SqlFiles.text(Database.MYSQL.migration(), table));
    }
}
