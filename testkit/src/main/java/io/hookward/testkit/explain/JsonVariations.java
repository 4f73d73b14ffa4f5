package io.hookward.testkit.explain;

import io.hookward.testkit.explain.JsonPrinter.Escapes;
import io.hookward.testkit.explain.JsonPrinter.Order;
import io.hookward.testkit.explain.JsonPrinter.Spacing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body's JSON as other printers write it. */
final class JsonVariations {
    /** With more names than this, not every order of them is tried. */
    private static final int MOST_PERMUTED = 5;

    private static final int LARGEST_PERMUTED = 64 * 1024;

    /** So much is looked at to tell how a text was printed. */
    private static final int SAMPLE = 4000;

    private final JsonTree tree;
    private final String start;
    private final Spacing spacing;
    private final Escapes escapes;

    /** What it takes to print the text as it is; white space at its ends is not looked at. */
    private JsonVariations(JsonTree tree, String text) {
        this.tree = tree;
        this.start = text.substring(0, Math.min(text.length(), SAMPLE));
        Spacing bestSpacing = Spacing.COMPACT;
        Escapes bestEscapes = Escapes.LEAST;
        for (Spacing one : Spacing.values()) {
            for (Escapes other : Escapes.values()) {
                if (agrees(new JsonPrinter(one, Order.KEPT, other))) {
                    bestSpacing = one;
                    bestEscapes = other;
                }
            }
        }
        this.spacing = bestSpacing;
        this.escapes = bestEscapes;
    }

    private boolean agrees(JsonPrinter printer) {
        return printer.print(tree, SAMPLE).startsWith(start);
    }

    /**
     * The printings of this text, those that change one thing before those that change two.
     *
     * @param thorough whether two things are changed at once
     */
    static List<Variant> of(String text, boolean thorough) {
        @Nullable JsonTree tree = JsonTree.parse(text);
        if (tree == null) {
            return List.of();
        }
        return new JsonVariations(tree, text.strip()).all(text, thorough ? 2 : 1);
    }

    /**
     * A printing.
     *
     * @param causes what differs
     * @param detail how
     * @param body the bytes
     */
    record Variant(List<Cause> causes, String detail, byte[] body) {}

    private List<Variant> all(String text, int most) {
        List<Variant> variants = new ArrayList<>();
        if (tree instanceof JsonTree.Text inner) {
            variants.add(new Variant(List.of(Cause.BODY_JSON_IN_STRING), "", bytes(inner.text())));
        }
        Set<String> seen = new LinkedHashSet<>(Set.of(text));
        for (int weight = 1; weight <= most; weight++) {
            for (Spacing one : Spacing.values()) {
                for (Escapes other : Escapes.values()) {
                    for (Order order : Order.values()) {
                        List<Cause> causes = causes(one, order, other);
                        if (causes.size() == weight) {
                            add(tree, causes, new JsonPrinter(one, order, other), seen, variants);
                        }
                    }
                }
            }
        }
        permuted(text, seen, variants);
        return variants;
    }

    private List<Cause> causes(Spacing one, Order order, Escapes other) {
        List<Cause> causes = new ArrayList<>();
        if (one != spacing) {
            causes.add(one == Spacing.COMPACT ? Cause.BODY_JSON_COMPACT : Cause.BODY_JSON_PRETTY);
        }
        if (order != Order.KEPT) {
            causes.add(Cause.BODY_JSON_KEY_ORDER);
        }
        if (other != escapes) {
            causes.add(Cause.BODY_JSON_ESCAPES);
        }
        // The same style once more: white space that no printer writes is lost
        return causes.isEmpty() ? List.of(Cause.BODY_JSON_COMPACT) : causes;
    }

    private static void add(
            JsonTree tree, List<Cause> causes, JsonPrinter printer, Set<String> seen, List<Variant> variants) {
        String printed = printer.print(tree);
        if (seen.add(printed)) {
            List<Cause> real = printer.spacing() == Spacing.COMPACT || causes.size() > 1 || !isSpacing(causes)
                    ? causes
                    : List.of(Cause.BODY_JSON_PRETTY);
            variants.add(new Variant(real, detail(real, printer), bytes(printed)));
        }
    }

    private static boolean isSpacing(List<Cause> causes) {
        return causes.get(0) == Cause.BODY_JSON_COMPACT || causes.get(0) == Cause.BODY_JSON_PRETTY;
    }

    private static String detail(List<Cause> causes, JsonPrinter printer) {
        List<String> words = new ArrayList<>();
        for (Cause cause : causes) {
            switch (cause) {
                case BODY_JSON_PRETTY ->
                    words.add(
                            switch (printer.spacing()) {
                                case ONE_LINE -> "a blank behind each colon and comma";
                                case INDENT_2 -> "two blanks for each level";
                                case INDENT_4 -> "four blanks for each level";
                                case TABS -> "a tab for each level";
                                case JACKSON -> "as Jackson's pretty printer writes it";
                                case COMPACT -> "";
                            });
                case BODY_JSON_KEY_ORDER -> words.add("names sorted");
                case BODY_JSON_ESCAPES ->
                    words.add(
                            switch (printer.escapes()) {
                                case LEAST -> "only what must be escaped";
                                case ASCII -> "everything beyond ASCII as \\uXXXX";
                                case SLASH -> "the slash as \\/";
                                case ASCII_SLASH -> "the slash as \\/, everything beyond ASCII as \\uXXXX";
                                case HTML -> "< > & as \\uXXXX";
                            });
                default -> {}
            }
        }
        return String.join("; ", words);
    }

    /** Every order of the outermost names of a small object: which one a map has lost cannot be computed. */
    private void permuted(String text, Set<String> seen, List<Variant> variants) {
        if (!(tree instanceof JsonTree.Fields fields)
                || fields.names().size() > MOST_PERMUTED
                || text.length() > LARGEST_PERMUTED) {
            return;
        }
        Set<Spacing> spacings =
                new LinkedHashSet<>(List.of(spacing, Spacing.COMPACT, Spacing.ONE_LINE, Spacing.INDENT_2));
        for (List<Integer> places : Permutations.of(fields.names().size())) {
            JsonTree.Fields other = new JsonTree.Fields(
                    places.stream().map(fields.names()::get).toList(),
                    places.stream().map(fields.values()::get).toList());
            for (Spacing one : spacings) {
                List<Cause> causes = new ArrayList<>(List.of(Cause.BODY_JSON_KEY_ORDER));
                if (one != spacing) {
                    causes.add(one == Spacing.COMPACT ? Cause.BODY_JSON_COMPACT : Cause.BODY_JSON_PRETTY);
                }
                String printed = new JsonPrinter(one, Order.KEPT, escapes).print(other);
                if (seen.add(printed)) {
                    variants.add(new Variant(causes, String.join(", ", other.names()), bytes(printed)));
                }
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
