package io.hookward.samples.jetty;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

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
        int situation =
                rows.stream().mapToInt(row -> row.situation().length()).max().orElse(0);
        int expected =
                rows.stream().mapToInt(row -> row.expected().length()).max().orElse(0);
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

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
