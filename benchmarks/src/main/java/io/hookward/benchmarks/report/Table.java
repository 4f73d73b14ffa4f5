package io.hookward.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of Markdown. The first column is text, the others are numbers. */
final class Table {
    static final String NOT_MEASURED = "–";

    private static final double FEW = 10;
    private static final double MANY = 100;

    private final StringBuilder text = new StringBuilder();
    private final int textColumns;
    private int rows;

    Table(int textColumns, List<String> columns) {
        this.textColumns = textColumns;
        line(columns.stream());
        line(Stream.iterate(0, i -> i + 1).limit(columns.size()).map(i -> i < textColumns ? "---" : "---:"));
    }

    Table(int textColumns, String... columns) {
        this(textColumns, Arrays.asList(columns));
    }

    /** Adds a row, unless nothing in it was measured. */
    void row(List<String> cells) {
        if (cells.stream().skip(textColumns).anyMatch(cell -> !cell.equals(NOT_MEASURED))) {
            line(cells.stream());
            rows++;
        }
    }

    void row(String... cells) {
        row(Arrays.asList(cells));
    }

    /** The table under its heading and what it says, or nothing if it has no rows. */
    String under(String heading, String explanation) {
        return rows == 0 ? "" : "### " + heading + "\n\n" + explanation + "\n\n" + text + "\n";
    }

    private void line(Stream<String> cells) {
        text.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    static String ratio(double ratio) {
        return Double.isNaN(ratio) ? NOT_MEASURED : String.format(Locale.ROOT, ratio < FEW ? "%.2f" : "%.1f", ratio);
    }

    /** A number of nanoseconds, bytes or requests. */
    static String number(double number) {
        return Double.isNaN(number)
                ? NOT_MEASURED
                : String.format(
                        Locale.ROOT, Math.abs(number) < MANY && number != Math.rint(number) ? "%.1f" : "%,.0f", number);
    }

    /** A size of bodies. */
    static String size(int bytes) {
        if (bytes >= 1 << 20) {
            return (bytes >> 20) + " MiB";
        }
        return bytes >= 1 << 10 ? (bytes >> 10) + " KiB" : bytes + " B";
    }
}
