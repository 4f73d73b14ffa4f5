package io.hookward.samples.jetty;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What was expected, and what was seen. Not for use by several threads. */
final class DemoTable {
    private final List<Row> rows = new ArrayList<>();

    /**
     * One state.
     *
     * @param situation what was sent
     * @param expected what should come back
     * @param seen what came back
     */
    record Row(String situation, String expected, String seen) {
        boolean differs() {
            return !expected.equals(seen);
        }
    }

    void add(String situation, String expected, String seen) {
        rows.add(new Row(situation, expected, seen));
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    long differences() {
        return rows.stream().filter(Row::differs).count();
    }

    void print(PrintStream out) {
        int situation = width("situation", Row::situation);
        int expected = width("expected", Row::expected);
        out.println("   " + padded("situation", situation) + "  " + padded("expected", expected) + "  seen");
        for (Row row : rows) {
            out.println((row.differs() ? "!! " : "   ") + padded(row.situation(), situation) + "  "
                    + padded(row.expected(), expected) + "  " + row.seen());
        }
        out.println();
        out.println(
                differences() == 0
                        ? "All " + rows.size() + " as expected"
                        : differences() + " of " + rows.size() + " not as expected");
        out.flush();
    }

    private int width(String heading, Function<Row, String> column) {
        return Stream.concat(Stream.of(heading), rows.stream().map(column))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
