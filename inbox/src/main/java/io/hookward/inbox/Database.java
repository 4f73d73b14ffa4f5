package io.hookward.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The databases whose SQL is known, and where they differ. */
enum Database {
    POSTGRESQL("postgresql", "CAST(extract(epoch FROM statement_timestamp()) * 1000000 AS bigint)"),
    MARIADB("mysql", "TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6))"),
    MYSQL("mysql", "TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6))"),
    H2("h2", "DATEDIFF(MICROSECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00', CURRENT_TIMESTAMP)");

    private final String schema;
    private final String now;

    Database(String schema, String now) {
        this.schema = schema;
        this.now = now;
    }

    /**
     * The database at the other end of a connection.
     *
     * @throws IllegalArgumentException if its SQL is not known
     */
    static Database of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        String version = connection.getMetaData().getDatabaseProductVersion();
        // The driver of MySQL calls a MariaDB server MySQL, and only the version tells
        if (version.toLowerCase(Locale.ROOT).contains("mariadb")) {
            return MARIADB;
        }
        for (Database each : values()) {
            if (each.name().equalsIgnoreCase(product)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "the inbox knows PostgreSQL, MariaDB, MySQL and H2, and the data source leads to " + product);
    }

    /** The file that creates the tables. */
    String schema() {
        return "schema/" + schema + ".sql";
    }

    /** The clock of the database in microseconds since 1970, which stands still within a statement so that an index can be used. */
    String now() {
        return now;
    }

    /** Whether the failure means that a unique key is there already. */
    boolean isDuplicate(SQLException failed) {
        return this == MARIADB || this == MYSQL ? failed.getErrorCode() == 1062 : "23505".equals(failed.getSQLState());
    }

    /** Whether the transaction was only in the way of another one, and succeeds if it is repeated. */
    static boolean isTransient(SQLException failed) {
        String state = failed.getSQLState();
        int code = failed.getErrorCode();
        return state != null
                        && (state.equals("40001") || state.equals("40P01") || state.equals("HYT00") && code == 50200)
                || code == 1213
                || code == 1205;
    }
}
