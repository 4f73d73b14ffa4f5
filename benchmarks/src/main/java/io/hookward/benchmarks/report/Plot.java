package io.hookward.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A plot of bars as SVG: who takes how many times the floor's time, at two sizes. Readable on light and dark pages. */
final class Plot {
    private static final List<Integer> SIZES = List.of(256, 4096);
    private static final int ROW = 22;
    private static final int GAP = 14;
    private static final int TOP = 64;
    private static final int LABELS = 250;
    private static final int PANEL = 270;
    private static final int NUMBERS = 50;
    private static final int WIDTH = LABELS + 2 * (PANEL + NUMBERS) + 20;

    private static final String STYLE = """
              <style>
                .page { fill: #ffffff } text { fill: #1f2933 } .quiet { fill: #5b6675 }
                .ours { fill: #2e7d4f } .peer { fill: #8c9bb0 } .floor { stroke: #b3402e; stroke-width: 1.5; stroke-dasharray: 4 3 }
                .note { fill: #b3402e } .b { font-weight: 600 } .end { text-anchor: end }
                @media (prefers-color-scheme: dark) {
                  .page { fill: #0d1117 } text { fill: #e6edf3 } .quiet { fill: #9aa7b5 }
                  .ours { fill: #4cae78 } .peer { fill: #64748b } .floor { stroke: #f0876f } .note { fill: #f0876f }
                }
              </style>
            """;

    private final VerificationTables verifications;
    private final StringBuilder svg = new StringBuilder();

    private Plot(Results results) {
        this.verifications = new VerificationTables(results);
    }

    /** The SVG, or the empty text if nothing of it was measured. */
    static String of(Results results) {
        return new Plot(results).draw();
    }

    private String draw() {
        double most = most();
        if (Double.isNaN(most)) {
            return "";
        }
        int y = TOP;
        for (String scheme : VerificationTables.SCHEMES.keySet()) {
            int first = y;
            for (String subject : verifications.subjects(scheme)) {
                if (!VerificationTables.name(subject).equals(VerificationTables.FLOOR)) {
                    row(subject, y, most);
                    y += ROW;
                }
            }
            if (y > first) {
                text("quiet", 8, first + 15, VerificationTables.SCHEMES.getOrDefault(scheme, scheme));
                y += GAP;
            }
        }
        text("b", 8, 28, "Time of one verification");
        text("quiet", 8, 46, "shorter is better");
        for (int panel = 0; panel < SIZES.size(); panel++) {
            int x = left(panel);
            text("b", x, 28, "Body of " + Table.size(SIZES.get(panel)));
            double one = x + PANEL / most;
            svg.append(String.format(
                    Locale.ROOT, "  <path class=\"floor\" d=\"M%.1f %d V%d\"/>%n", one, TOP - 10, y - GAP + 4));
            text("note", (int) one + 4, TOP - 12, "bare HMAC = 1");
        }
        String label = "Time of one verification as a multiple of the bare HMAC, shorter is better";
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui, sans-serif\""
                                + " font-size=\"13\" role=\"img\" aria-label=\"%s\">%n",
                        WIDTH,
                        y + 14,
                        label)
                + STYLE
                + String.format(Locale.ROOT, "  <rect class=\"page\" width=\"%d\" height=\"%d\"/>%n", WIDTH, y + 14)
                + svg
                + "</svg>\n";
    }

    private double most() {
        return SIZES.stream()
                .flatMap(bytes -> VerificationTables.SCHEMES.keySet().stream()
                        .flatMap(scheme -> verifications.subjects(scheme).stream())
                        .map(subject -> verifications.timesFloor(subject, bytes)))
                .filter(ratio -> !ratio.isNaN())
                .max(Double::compare)
                .orElse(Double.NaN);
    }

    private static int left(int panel) {
        return LABELS + panel * (PANEL + NUMBERS);
    }

    private void row(String subject, int y, double most) {
        boolean ours = VerificationTables.name(subject).equals(VerificationTables.HOOKWARD);
        text(ours ? "b end" : "end", LABELS - 10, y + 15, VerificationTables.label(subject));
        for (int panel = 0; panel < SIZES.size(); panel++) {
            double ratio = verifications.timesFloor(subject, SIZES.get(panel));
            if (!Double.isNaN(ratio)) {
                double width = PANEL * ratio / most;
                svg.append(String.format(
                        Locale.ROOT,
                        "  <rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n",
                        ours ? "ours" : "peer",
                        left(panel),
                        y + 2,
                        width,
                        ROW - 5));
                text(ours ? "b" : "quiet", left(panel) + (int) width + 6, y + 15, Table.ratio(ratio));
            }
        }
    }

    private void text(String style, int x, int y, String text) {
        svg.append(String.format(Locale.ROOT, "  <text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", style, x, y, text));
    }
}
