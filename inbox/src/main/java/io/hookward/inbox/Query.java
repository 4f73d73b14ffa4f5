package io.hookward.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose parameters have names.
 *
 * @param sql with a question mark for each parameter
 * @param names of the parameters, in the order of the question marks
 */
record Query(String sql, List<String> names) {
    /** What one statement may take, unless the caller is more patient. */
    private static final int TIMEOUT_SECONDS = 30;

    /** A name after a colon. Two colons are no parameter, and neither is one in a text. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|(?<!:):([a-z_]+)");

    /** Reads the row that a result stands at. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static Query of(String text) {
        StringBuilder sql = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(text);
        while (parameter.find()) {
            String name = parameter.group(1);
            if (name == null) {
                parameter.appendReplacement(sql, Matcher.quoteReplacement(parameter.group()));
            } else {
                names.add(name);
                parameter.appendReplacement(sql, "?");
            }
        }
        parameter.appendTail(sql);
        return new Query(sql.toString(), List.copyOf(names));
    }

    static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** How many rows it changed. */
    int update(Connection connection, Map<String, ?> values) throws SQLException {
        try (PreparedStatement statement = prepared(connection.prepareStatement(sql), values)) {
            return statement.executeUpdate();
        }
    }

    /** The number that the database gave to the row that was inserted. */
    long insert(Connection connection, String column, Map<String, ?> values) throws SQLException {
        try (PreparedStatement statement = prepared(connection.prepareStatement(sql, new String[] {column}), values)) {
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    <T> List<T> list(Connection connection, Map<String, ?> values, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepared(connection.prepareStatement(sql), values);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    /** The first row, or null. */
    <T> @Nullable T first(Connection connection, Map<String, ?> values, RowReader<T> reader) throws SQLException {
        List<T> all = list(connection, values, reader);
        return all.isEmpty() ? null : all.get(0);
    }

    private PreparedStatement prepared(PreparedStatement statement, Map<String, ?> values) throws SQLException {
        try {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            for (int i = 0; i < names.size(); i++) {
                bind(statement, i + 1, values.get(names.get(i)));
            }
            return statement;
        } catch (SQLException | RuntimeException failed) {
            try (statement) {
                throw failed;
            }
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value == null) {
            statement.setNull(index, Types.NULL);
        } else {
            throw new IllegalArgumentException("no SQL type for " + value.getClass());
        }
    }
}
