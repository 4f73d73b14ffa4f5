package io.hookward.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a store changes in a session of the database for a call, and puts back after it. */
final class SessionSettings {

    private final @Nullable Query read;
    private final @Nullable Query write;
    private final Database database;

    SessionSettings(Queries queries) {
        database = queries.database();
        boolean any = database == Database.POSTGRESQL || database == Database.H2;
        read = any ? queries.plain("settings") : null;
        write = any ? queries.plain("restore") : null;
    }

    /** Settings as they were found. */
    interface Saved {
        /** Nothing was changed. */
        Saved NOTHING = () -> {};

        void restore() throws SQLException;
    }

    /** On a connection of the store's own, where a setting of PostgreSQL ends with the call by itself. */
    Saved bound(Connection connection, Duration limit) throws SQLException {
        return database == Database.H2 ? lockTimeout(connection, limit) : Saved.NOTHING;
    }

    /** On a connection with a transaction of the application, where it would last for the rest of that transaction. */
    Saved boundWithin(Connection connection, Duration limit) throws SQLException {
        if (database == Database.POSTGRESQL && read != null && write != null) {
            Map<String, Object> found = read.ask(connection, Map.of(), SessionSettings::values);
            return () -> write.ask(connection, found, ResultSet::next);
        }
        return bound(connection, limit);
    }

    private Saved lockTimeout(Connection connection, Duration limit) throws SQLException {
        if (read == null || write == null) {
            return Saved.NOTHING;
        }
        Map<String, Object> found = read.ask(connection, Map.of(), SessionSettings::values);
        write.update(connection, Map.of("timeout", limit.toMillis()));
        return () -> write.update(connection, found);
    }

    private static Map<String, Object> values(ResultSet row) throws SQLException {
        Map<String, Object> values = new HashMap<>();
        row.next();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.put(row.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT), row.getObject(i));
        }
        return values;
    }
}
