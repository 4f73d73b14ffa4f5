package io.hookward.jdbc;

import static java.util.Objects.requireNonNull;

import io.hookward.claim.DeliveryStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table that {@link JdbcDeliveryStore} needs. Its statements are files in the jar, named so that Flyway and Liquibase can
 * run them: {@code io/hookward/jdbc/migration/}{@code postgresql|mariadb|mysql|h2}{@code /V1__hookward_claims.sql}. Nothing
 * is created unless {@link #create()} is called. Safe for use by many threads.
 */
public final class ClaimsSchema {

    private final DataSource dataSource;
    private final TableName table;
    private final Database database;

    ClaimsSchema(DataSource dataSource, TableName table, @Nullable Database database) {
        this.dataSource = dataSource;
        this.table = table;
        this.database = database != null ? database : databaseOf(dataSource);
    }

    /**
     * The table {@code hookward_claims}, where the data source's connections find it without naming a schema. Connects.
     *
     * @param dataSource leads to the database
     * @return its schema
     * @throws DeliveryStoreException if the database cannot be reached
     * @throws IllegalArgumentException if it is none of PostgreSQL, MariaDB, MySQL and H2
     */
    public static ClaimsSchema of(DataSource dataSource) {
        return of(dataSource, TableName.DEFAULT);
    }

    /**
     * A table of another name. Connects.
     *
     * @param dataSource leads to the database
     * @param table letters, digits and underscores; with a schema and a dot before it if need be
     * @return its schema
     * @throws DeliveryStoreException if the database cannot be reached
     * @throws IllegalArgumentException if the database is none of PostgreSQL, MariaDB, MySQL and H2, or the name is not of
     *     this form
     */
    public static ClaimsSchema of(DataSource dataSource, String table) {
        return new ClaimsSchema(requireNonNull(dataSource, "dataSource"), TableName.parse(table), null);
    }

    /**
     * The statements that create the table and its index.
     *
     * @return SQL of this database
     */
    public String script() {
        return SqlFiles.text(database.migration(), table);
    }

    /**
     * Creates the table and its index if there is no such table. Several instances may do so at once.
     *
     * @return whether this call created it
     * @throws IllegalStateException if the table cannot be created, or there is one that does not suit; the message has the
     *     statements
     * @throws DeliveryStoreException if the database cannot be reached
     */
    public boolean create() {
        boolean created = onConnection(connection -> {
            if (hasColumns(connection)) {
                return false;
            }
            try {
                execute(connection);
                return true;
            } catch (SQLException e) {
                // Unless another instance was faster
                if (hasColumns(connection)) {
                    return false;
                }
                throw unsuitable("cannot be created (" + e.getMessage() + ")", e);
            }
        });
        check();
        return created;
    }

    /**
     * Looks whether the table is there and suits this version: its columns, its key, its index, and that keys are compared
     * exactly. It changes nothing.
     *
     * @throws IllegalStateException if not; the message says what is wrong, and has the statements that create it
     * @throws DeliveryStoreException if the database cannot be reached
     */
    public void check() {
        onConnection(connection -> {
            try {
                readColumns(connection);
                List<String> defects = defects(connection);
                if (!defects.isEmpty()) {
                    throw unsuitable("does not suit: " + String.join("; ", defects), null);
                }
                return true;
            } catch (SQLException e) {
                if (Failure.of(e) == Failure.CONNECTION_LOST) {
                    throw e;
                }
                throw unsuitable("is missing, or not of this version (" + e.getMessage() + ")", e);
            }
        });
    }

    Queries queries() {
        return new Queries(database, table);
    }

    /** Whether statements that are sent together are one transaction: not if the driver is told to send each by itself. */
    boolean keepsStatementsTogether() {
        if (database != Database.POSTGRESQL) {
            return false;
        }
        Map<String, String> mark = Map.of("mark", UUID.randomUUID().toString());
        return onConnection(connection ->
                queries().plain("together").ask(connection, mark, rows -> rows.next() && rows.getBoolean("together")));
    }

    private boolean hasColumns(Connection connection) throws SQLException {
        try {
            readColumns(connection);
            return true;
        } catch (SQLException e) {
            if (Failure.of(e) == Failure.CONNECTION_LOST) {
                throw e;
            }
            return false;
        }
    }

    private void readColumns(Connection connection) throws SQLException {
        queries().plain("columns").ask(connection, Map.of(), ResultSet::next);
    }

    private List<String> defects(Connection connection) throws SQLException {
        Map<String, @Nullable String> names = new HashMap<>();
        names.put("schema", table.schema());
        names.put("table", table.table());
        return queries().plain("check").ask(connection, names, rows -> {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString("defect"));
            }
            return all;
        });
    }

    private void execute(Connection connection) throws SQLException {
        List<String> statements = SqlFiles.statements(database.migration(), table);
        try (Statement statement = connection.createStatement()) {
            if (database == Database.POSTGRESQL) {
                // All or nothing
                statement.execute(String.join(";", statements));
                return;
            }
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private IllegalStateException unsuitable(String why, @Nullable Throwable cause) {
        return new IllegalStateException(
                "the table of claims " + why + "; this creates it:" + System.lineSeparator() + script(), cause);
    }

    private interface Step {
        boolean run(Connection connection) throws SQLException;
    }

    private boolean onConnection(Step step) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                return step.run(connection);
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static Database databaseOf(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return Database.of(connection);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static DeliveryStoreException unreachable(SQLException e) {
        return new DeliveryStoreException("the database of claims cannot be reached: " + e.getMessage(), e);
    }
}
