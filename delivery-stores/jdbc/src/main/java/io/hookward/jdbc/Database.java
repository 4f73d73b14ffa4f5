package io.hookward.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The databases whose SQL is known. */
enum Database {
    POSTGRESQL("postgresql", "postgresql"),
    MARIADB("mysql", "mariadb"),
    MYSQL("mysql", "mysql"),
    H2("h2", "h2");

    private final String statements;
    private final String migration;

    Database(String statements, String migration) {
        this.statements = statements;
        this.migration = migration;
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
                "the store knows PostgreSQL, MariaDB, MySQL and H2, and the data source leads to " + product);
    }

    /** The folder with what the store asks. */
    String statements() {
        return statements;
    }

    /** The file that creates the table. */
    String migration() {
        return "migration/" + migration + "/V1__hookward_claims.sql";
    }
}
