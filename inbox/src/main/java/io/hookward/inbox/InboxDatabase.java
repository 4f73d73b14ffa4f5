package io.hookward.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the inbox. Each call is a short transaction on a connection of its own, which goes back as it came. A
 * transaction that was only in the way of another one is repeated. Safe for use by several threads.
 */
final class InboxDatabase {
    private static final int TRIES = 5;

    /** How many rows there are to lock for deliveries in order. */
    static final int SLOTS = 64;

    private final DataSource source;
    private final Database kind;
    private final Statements statements;

    /** Work within a transaction. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T in(Connection connection) throws SQLException;
    }

    private InboxDatabase(DataSource source, Database kind) {
        this.source = source;
        this.kind = kind;
        this.statements = new Statements(kind);
    }

    /** @throws InboxException if it cannot be reached */
    static InboxDatabase of(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return new InboxDatabase(source, Database.of(connection));
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    Query query(String name) {
        return statements.named(name);
    }

    Query compose(String sql) {
        return statements.query(sql);
    }

    boolean isDuplicate(SQLException failed) {
        return kind.isDuplicate(failed);
    }

    /** Creates the tables unless they are there. Several processes may do so at once. */
    void createTables() {
        if (!hasTables()) {
            try {
                once(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        for (String sql : statements.schema()) {
                            statement.execute(sql);
                        }
                    }
                    return null;
                });
            } catch (SQLException failed) {
                if (!hasTables()) {
                    throw failure(failed);
                }
            }
        }
    }

    private boolean hasTables() {
        try {
            return slots() >= 0;
        } catch (InboxException absent) {
            return false;
        }
    }

    private int slots() {
        Integer slots = run(connection -> query("count_slots").first(connection, Map.of(), row -> row.getInt("slots")));
        return slots == null ? 0 : slots;
    }

    /**
     * Checks that the tables are there, and makes what they need.
     *
     * @throws InboxException if they are not
     */
    void prepare() {
        int there;
        try {
            there = slots();
        } catch (InboxException failed) {
            throw new InboxException(
                    "the tables of the inbox cannot be read: run the SQL of Inbox.schema, or let createTables() do it",
                    failed);
        }
        for (int slot = 0; there < SLOTS && slot < SLOTS; slot++) {
            insertSlot(values("slot", slot));
        }
    }

    /** Another process may do the same at this moment. */
    private void insertSlot(Map<String, @Nullable Object> values) {
        try {
            run(connection -> {
                if (query("lock_slot").first(connection, values, row -> row.getInt("slot")) == null) {
                    query("insert_slot").update(connection, values);
                }
                return true;
            });
        } catch (InboxException failed) {
            if (!(failed.getCause() instanceof SQLException cause) || !isDuplicate(cause)) {
                throw failed;
            }
        }
    }

    /**
     * Runs work in a transaction of its own.
     *
     * @throws InboxException if it fails; the transaction is rolled back, or its commit had no answer
     */
    <T extends @Nullable Object> T run(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException failed) {
                if (attempt == TRIES || !Database.isTransient(failed)) {
                    throw failure(failed);
                }
            }
        }
    }

    /** As {@link #run}, but without a second try, and with the failure as it is. */
    <T extends @Nullable Object> T once(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            if (autoCommit) {
                connection.setAutoCommit(false);
            }
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (Throwable failed) {
                rollBack(connection, failed);
                throw failed;
            } finally {
                restore(connection, autoCommit, isolation);
            }
        }
    }

    private static void rollBack(Connection connection, Throwable failed) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            failed.addSuppressed(broken);
        }
    }

    private static void restore(Connection connection, boolean autoCommit, int isolation) {
        try {
            if (autoCommit) {
                connection.setAutoCommit(true);
            }
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException broken) {
            // A broken connection: its pool finds out, and what was done before decides
        }
    }

    static InboxException failure(SQLException failed) {
        return new InboxException("the database of the inbox failed (SQL state " + failed.getSQLState() + ")", failed);
    }

    /** Names and values in turn; values may be null. */
    static Map<String, @Nullable Object> values(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return values;
    }

    List<String> schema() {
        return statements.schema();
    }
}
