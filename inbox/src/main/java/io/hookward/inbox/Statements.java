package io.hookward.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The SQL in the resources of this package, as one database speaks it. */
final class Statements {
    private final Database database;
    private final Map<String, Query> byName = new HashMap<>();

    Statements(Database database) {
        this.database = database;
        String[] sections = text("statements.sql").split("(?m)^-- name: ");
        for (String section : List.of(sections).subList(1, sections.length)) {
            int end = section.indexOf('\n');
            byName.put(
                    section.substring(0, end).strip(),
                    query(statements(section.substring(end)).get(0)));
        }
    }

    /** A statement of the file. */
    Query named(String name) {
        Query query = byName.get(name);
        if (query == null) {
            throw new IllegalArgumentException("there is no statement " + name);
        }
        return query;
    }

    /** A statement that is put together by the caller. */
    Query query(String sql) {
        return Query.of(sql.replace("{now}", database.now()));
    }

    /** What creates the tables. */
    List<String> schema() {
        return statements(text(database.schema()));
    }

    /** A semicolon at the end of a line ends a statement, and {@code --} begins a comment. */
    private static List<String> statements(String text) {
        String plain = text.replaceAll("(?m)^\\s*--.*\\R?", "").strip();
        return Arrays.stream(plain.split(";\\s*(?:\\R|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    static String text(String file) {
        try (InputStream in = Statements.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
