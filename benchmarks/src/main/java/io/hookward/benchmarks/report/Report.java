package io.hookward.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Writes the results of a run into the page, between its markers, and draws the plot. */
public final class Report {
    private static final String BEGIN = "<!-- results: written by benchmarks/run.sh -->\n";
    private static final String END = "<!-- end of results -->\n";

    private Report() {}

    /**
     * Writes page and plot.
     *
     * @param args the folder of results, the page, and the plot
     */
    public static void main(String[] args) throws IOException {
        Results results = Results.read(Path.of(args[0]));
        Path page = Path.of(args[1]);
        Files.writeString(page, between(Files.readString(page), text(results)));
        String plot = Plot.of(results);
        if (!plot.isEmpty()) {
            Files.writeString(Path.of(args[2]), plot);
        }
    }

    static String text(Results results) throws IOException {
        return run(results) + "\n" + new VerificationTables(results).all() + new OtherTables(results).all();
    }

    static String between(String page, String results) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page lacks its markers");
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + results + page.substring(end);
    }

    private static String run(Results results) throws IOException {
        JsonNode run = results.run();
        String jvms = results.measurements().stream()
                .map(Measurement::jvm)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return "Commit " + run.path("commit").asString("?") + ", "
                + run.path("date").asString("?") + ", `benchmarks/run.sh --"
                + run.path("kind").asString("?") + "`. Machine: "
                + run.path("processor").asString("?") + ", "
                + run.path("cores").asInt() + " cores, "
                + run.path("memoryGiB").asInt() + " GiB, "
                + run.path("system").asString("?") + ". JVM: " + jvms + ".\n\nPeers: " + peers() + ".\n";
    }

    private static String peers() throws IOException {
        Properties peers = new Properties();
        try (InputStream file = Report.class.getResourceAsStream("/peers.properties")) {
            peers.load(file);
        }
        return new TreeMap<>(peers)
                .entrySet().stream()
                        .map(peer -> peer.getKey() + " (" + peer.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }
}
