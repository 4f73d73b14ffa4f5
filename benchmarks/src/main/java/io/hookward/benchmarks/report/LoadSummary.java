package io.hookward.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the server with the filter and the bare one, round by round. */
public final class LoadSummary {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double MICROS_PER_SECOND = 1_000_000;

    private LoadSummary() {}

    /**
     * Writes the comparison, and prints it.
     *
     * @param args the lines that {@code deliver.lua} wrote, and where to write
     * @throws IllegalStateException if a request failed or was not answered with 200, so that the numbers are not those of
     *     deliveries
     */
    public static void main(String[] args) throws IOException {
        String summary = JSON.writeValueAsString(of(Files.readAllLines(Path.of(args[0]))));
        Files.writeString(Path.of(args[1]), summary);
        System.out.println(summary);
    }

    static Map<String, Object> of(List<String> lines) {
        List<JsonNode> bare = new ArrayList<>();
        List<JsonNode> filter = new ArrayList<>();
        for (String line : lines) {
            JsonNode one = JSON.readTree(line);
            if (one.path("badStatus").asLong() + one.path("failed").asLong() > 0) {
                throw new IllegalStateException("requests failed: " + line);
            }
            (one.path("subject").asString().equals("filter") ? filter : bare).add(one);
        }
        Map<String, Object> summary = new TreeMap<>();
        summary.put("rounds", bare.size());
        summary.put("bare", side(bare));
        summary.put("filter", side(filter));
        summary.put("throughputRatio", ratio(filter, bare, LoadSummary::perSecond));
        summary.put("p99Ratio", ratio(filter, bare, one -> one.path("p99Micros").asDouble()));
        return summary;
    }

    private static Map<String, Object> side(List<JsonNode> rounds) {
        return Map.of(
                "perSecond",
                Math.round(median(
                        rounds.stream().mapToDouble(LoadSummary::perSecond).toArray())),
                "p50Micros",
                Math.round(median(rounds.stream()
                        .mapToDouble(one -> one.path("p50Micros").asDouble())
                        .toArray())),
                "p99Micros",
                Math.round(median(rounds.stream()
                        .mapToDouble(one -> one.path("p99Micros").asDouble())
                        .toArray())));
    }

    private static double perSecond(JsonNode round) {
        return round.path("requests").asDouble()
                * MICROS_PER_SECOND
                / round.path("micros").asDouble();
    }

    /** The median of each round's own ratio: a machine that slows down for a while affects both servers of a round. */
    private static double ratio(List<JsonNode> filter, List<JsonNode> bare, ToDoubleFunction<JsonNode> value) {
        double[] ratios = new double[bare.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = value.applyAsDouble(filter.get(i)) / value.applyAsDouble(bare.get(i));
        }
        return median(ratios);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
