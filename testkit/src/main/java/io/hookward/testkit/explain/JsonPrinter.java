package io.hookward.testkit.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Prints JSON as well-known printers do. */
record JsonPrinter(Spacing spacing, Order order, Escapes escapes) {

    /** Where white space stands. */
    enum Spacing {
        COMPACT("", ":", ",", "", true),
        /** Python's default. */
        ONE_LINE("", ": ", ", ", "", true),
        /** JavaScript, Ruby, Python and Go with an indentation of two. */
        INDENT_2("  ", ": ", ",", "\n", true),
        /** PHP and Go with four. */
        INDENT_4("    ", ": ", ",", "\n", true),
        TABS("\t", ": ", ",", "\n", true),
        /** Jackson, which keeps arrays in one line. */
        JACKSON("  ", " : ", ",", "\n", false);

        private final String indent;
        private final String colon;
        private final String comma;
        private final String lineEnd;
        private final boolean breaksArrays;

        Spacing(String indent, String colon, String comma, String lineEnd, boolean breaksArrays) {
            this.indent = indent;
            this.colon = colon;
            this.comma = comma;
            this.lineEnd = lineEnd;
            this.breaksArrays = breaksArrays;
        }
    }

    /** In which order names stand. */
    enum Order {
        KEPT,
        SORTED
    }

    /** How strings are escaped. */
    enum Escapes {
        /** Only what has to be. */
        LEAST(false, false, false),
        /** Everything beyond ASCII, as Python does. */
        ASCII(true, false, false),
        /** The slash, as some do. */
        SLASH(false, true, false),
        /** Both, as PHP does. */
        ASCII_SLASH(true, true, false),
        /** {@code < > &}, as Go and Gson do. */
        HTML(false, false, true);

        private final boolean ascii;
        private final boolean slash;
        private final boolean html;

        Escapes(boolean ascii, boolean slash, boolean html) {
            this.ascii = ascii;
            this.slash = slash;
            this.html = html;
        }
    }

    String print(JsonTree tree) {
        return print(tree, Integer.MAX_VALUE);
    }

    /** About as many characters as wanted, from the beginning. */
    String print(JsonTree tree, int wanted) {
        Output out = new Output(new StringBuilder(), wanted);
        print(tree, out, 0);
        return out.text.toString();
    }

    private record Output(StringBuilder text, int wanted) {
        Output append(String more) {
            text.append(more);
            return this;
        }

        Output append(char more) {
            text.append(more);
            return this;
        }

        boolean isFull() {
            return text.length() >= wanted;
        }
    }

    private void print(JsonTree tree, Output out, int depth) {
        if (out.isFull()) {
            return;
        }
        if (tree instanceof JsonTree.Fields fields) {
            fields(fields, out, depth);
        } else if (tree instanceof JsonTree.Items items) {
            items(items, out, depth);
        } else if (tree instanceof JsonTree.Text text) {
            string(text.text(), out);
        } else if (tree instanceof JsonTree.Raw raw) {
            out.append(raw.text());
        }
    }

    private void fields(JsonTree.Fields fields, Output out, int depth) {
        int count = fields.names().size();
        if (count == 0) {
            out.append(spacing == Spacing.JACKSON ? "{ }" : "{}");
            return;
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(i);
        }
        if (order == Order.SORTED) {
            places.sort(Comparator.comparing(place -> fields.names().get(place)));
        }
        out.append('{');
        for (int i = 0; i < count && !out.isFull(); i++) {
            out.append(i == 0 ? "" : spacing.comma);
            lineBreak(out, depth + 1);
            string(fields.names().get(places.get(i)), out);
            out.append(spacing.colon);
            print(fields.values().get(places.get(i)), out, depth + 1);
        }
        lineBreak(out, depth);
        out.append('}');
    }

    private void items(JsonTree.Items items, Output out, int depth) {
        if (items.values().isEmpty()) {
            out.append(spacing == Spacing.JACKSON ? "[ ]" : "[]");
            return;
        }
        String before = "[";
        int inner = spacing.breaksArrays ? depth + 1 : depth;
        for (JsonTree value : items.values()) {
            if (out.isFull()) {
                return;
            }
            out.append(before);
            if (spacing.breaksArrays) {
                lineBreak(out, inner);
            } else {
                out.append(' ');
            }
            print(value, out, inner);
            before = spacing.comma;
        }
        if (spacing.breaksArrays) {
            lineBreak(out, depth);
        } else {
            out.append(' ');
        }
        out.append(']');
    }

    private void lineBreak(Output out, int depth) {
        if (!spacing.lineEnd.isEmpty()) {
            out.append(spacing.lineEnd).append(spacing.indent.repeat(depth));
        }
    }

    private void string(String text, Output out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '/' -> out.append(escapes.slash ? "\\/" : "/");
                default -> other(c, out);
            }
        }
        out.append('"');
    }

    private void other(char c, Output out) {
        boolean html = escapes.html && (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029');
        if (c < ' ' || html || escapes.ascii && c > '~') {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(Character.forDigit(c >> shift & 0xF, 16));
            }
        } else {
            out.append(c);
        }
    }
}
