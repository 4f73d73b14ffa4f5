package io.hookward.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a run left in its folder.
 *
 * @param measurements what JMH measured
 * @param heap the lines of {@code HeapPerId}
 * @param load what {@link LoadSummary} wrote; missing if there was no load run
 * @param run where and of what the run was; see {@link RunInfo}
 */
record Results(List<Measurement> measurements, List<JsonNode> heap, JsonNode load, JsonNode run) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Results read(Path folder) throws IOException {
        List<Measurement> measurements = new ArrayList<>();
        List<JsonNode> heap = new ArrayList<>();
        JsonNode load = JSON.missingNode();
        JsonNode run = JSON.missingNode();
        for (Path file : files(folder)) {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            String name = file.getFileName().toString();
            if (name.startsWith("jmh-")) {
                json.forEach(result -> measurements.add(measurement(result)));
            } else if (name.startsWith("heap-")) {
                heap.add(json);
            } else if (name.equals("load.json")) {
                load = json;
            } else if (name.equals("run.json")) {
                run = json;
            }
        }
        heap.sort((one, other) ->
                Long.compare(one.path("ids").asLong(), other.path("ids").asLong()));
        return new Results(List.copyOf(measurements), List.copyOf(heap), load, run);
    }

    Stream<Measurement> of(String benchmark, int threads) {
        return measurements.stream()
                .filter(one -> one.benchmark().equals(benchmark))
                .filter(one -> one.threads() == threads);
    }

    /** One verification. */
    Optional<Measurement> verification(String subject, String special, int bytes, int threads) {
        return of("VerifyBenchmark.verify", threads)
                .filter(with("subject", subject))
                .filter(with("special", special))
                .filter(with("bytes", Integer.toString(bytes)))
                .findFirst();
    }

    static Predicate<Measurement> with(String parameter, String value) {
        return one -> one.parameter(parameter).equals(value);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Measurement measurement(JsonNode result) {
        String benchmark = result.path("benchmark").asString();
        int method = benchmark.lastIndexOf('.');
        Map<String, String> parameters = new TreeMap<>();
        result.path("params")
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asString()));
        JsonNode primary = result.path("primaryMetric");
        JsonNode allocated = result.path("secondaryMetrics").path("gc.alloc.rate.norm");
        return new Measurement(
                benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1),
                parameters,
                result.path("threads").asInt(),
                primary.path("score").asDouble(),
                // JMH writes "NaN" where there are too few iterations
                primary.path("scoreError").asDouble(Double.NaN),
                allocated.path("score").asDouble(Double.NaN),
                result.path("vmName").asString() + " "
                        + result.path("vmVersion").asString());
    }
}
