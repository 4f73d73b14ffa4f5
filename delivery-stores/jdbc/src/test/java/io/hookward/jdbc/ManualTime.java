package io.hookward.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Lets a test decide what time it is on the database's clock, to the microsecond. Public for H2, which calls it. */
public final class ManualTime {

    /** Read by a function in H2, which knows only static methods. */
    private static final AtomicReference<Instant> NOW =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MICROS));

    private ManualTime() {}

    static void advance(Duration duration) {
        NOW.updateAndGet(now -> now.plus(duration));
    }

    /** For H2. */
    public static OffsetDateTime now() {
        return NOW.get().atOffset(ZoneOffset.UTC);
    }

    /** Before any connection is taken. */
    static void prepare(TestDatabase database) {
        if (database == TestDatabase.POSTGRESQL) {
            // Found before the function of the server, because the path of each connection says so
            database.execute(
                    "CREATE SCHEMA IF NOT EXISTS manual",
                    "CREATE OR REPLACE FUNCTION manual.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS "
                            + "$$ SELECT to_timestamp(0) + CAST(current_setting('manual.now') AS bigint) * interval '1 microsecond' $$");
        } else if (database == TestDatabase.H2) {
            database.execute("CREATE ALIAS IF NOT EXISTS MANUAL_NOW FOR \"io.hookward.jdbc.ManualTime.now\"");
        }
    }

    static DataSource of(TestDatabase database, DataSource dataSource) {
        return new WatchedDataSource(dataSource) {
            @Override
            void borrowed(Connection connection) throws SQLException {
                if (database != TestDatabase.H2) {
                    setTime(database, connection);
                }
            }

            @Override
            String prepared(String sql) {
                return database == TestDatabase.H2 ? sql.replace("CURRENT_TIMESTAMP", "MANUAL_NOW()") : sql;
            }
        }.asDataSource();
    }

    private static void setTime(TestDatabase database, Connection connection) throws SQLException {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, NOW.get());
        try (Statement statement = connection.createStatement()) {
            if (database == TestDatabase.POSTGRESQL) {
                statement.execute("SET manual.now = '" + micros + "'; SET search_path = manual, pg_catalog, public");
            } else {
                statement.execute("SET timestamp = " + BigDecimal.valueOf(micros, 6));
            }
        }
    }
}
