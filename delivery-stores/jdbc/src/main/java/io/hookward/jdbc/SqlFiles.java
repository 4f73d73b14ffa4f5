package io.hookward.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** SQL in the resources of this package. A semicolon at the end of a line ends a statement, and {@code --} begins a comment. */
final class SqlFiles {

    private SqlFiles() {}

    /** A file as it is, about the named table. */
    static String text(String file, TableName table) {
        try (InputStream in = SqlFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + file + " is missing");
            }
            return table.in(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its statements, without comments. */
    static List<String> statements(String file, TableName table) {
        String plain = text(file, table).replaceAll("(?m)^\\s*--.*\\R?", "").strip();
        return Arrays.stream(plain.split(";\\s*(?:\\R|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
