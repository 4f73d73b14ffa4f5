package io.hookward.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One or more statements that a database takes in one go, of which the last has the answer. Parameters have names.
 *
 * @param sql with a question mark for each parameter
 * @param names of the parameters, in the order of the question marks
 * @param statements how many they are
 * @param timeoutSeconds what the driver is asked to keep; 0 if something else keeps the time
 */
record Query(String sql, List<String> names, int statements, int timeoutSeconds) {

    /** A name after a colon. Two colons are no parameter, and neither is one in a text. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|(?<!:):([a-z_]+)");

    /** Reads one answer. */
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    static Query of(List<String> statements, int timeoutSeconds) {
        StringBuilder sql = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(String.join("; ", statements));
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
        return new Query(sql.toString(), List.copyOf(names), statements.size(), timeoutSeconds);
    }

    /** The same with a list of so many values in place of its only parameter; their names are numbered from 0. */
    Query listing(int size) {
        return new Query(
                sql.replace("?", "?" + ", ?".repeat(size - 1)),
                IntStream.range(0, size).mapToObj(i -> names.get(0) + i).toList(),
                statements,
                timeoutSeconds);
    }

    /** How many rows it changed. */
    int update(Connection connection, Map<String, ?> values) throws SQLException {
        try (PreparedStatement statement = executed(connection, values)) {
            return statement.getUpdateCount();
        }
    }

    <T> T ask(Connection connection, Map<String, ?> values, Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = executed(connection, values);
                ResultSet rows = statement.getResultSet()) {
            return reader.read(rows);
        }
    }

    /** At the result of its last statement. */
    private PreparedStatement executed(Connection connection, Map<String, ?> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            if (timeoutSeconds > 0) {
                statement.setQueryTimeout(timeoutSeconds);
            }
            for (int i = 0; i < names.size(); i++) {
                bind(statement, i + 1, values.get(names.get(i)));
            }
            statement.execute();
            for (int i = 1; i < statements; i++) {
                statement.getMoreResults();
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
        } else if (value instanceof UUID id) {
            statement.setObject(index, id);
        } else if (value instanceof String[] texts) {
            statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
        } else if (value instanceof Long[] numbers) {
            statement.setArray(index, statement.getConnection().createArrayOf("bigint", numbers));
        } else {
            statement.setString(index, (String) value);
        }
    }
}
