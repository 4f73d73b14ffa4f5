package io.hookward.benchmarks.report;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The tables of everything but verification. */
final class OtherTables {
    private final Results results;

    OtherTables(Results results) {
        this.results = results;
    }

    String all() {
        return wholeWay() + paths() + store() + heap() + virtualThreads() + load();
    }

    private String wholeWay() {
        Table table = new Table(
                1,
                "body",
                "ns, verification alone",
                "ns, whole way",
                "ns more",
                "B, verification alone",
                "B, whole way",
                "B more");
        results.of("ReceiveBenchmark.receiveAndComplete", 1)
                .forEach(whole -> results.of("ReceiveBenchmark.verifyOnly", 1)
                        .filter(Results.with("bytes", whole.parameter("bytes")))
                        .forEach(alone -> table.row(
                                Table.size(whole.number("bytes")),
                                Table.number(alone.nanos()),
                                Table.number(whole.nanos()),
                                Table.number(whole.nanos() - alone.nanos()),
                                Table.number(alone.allocated()),
                                Table.number(whole.allocated()),
                                Table.number(whole.allocated() - alone.allocated()))));
        return table.under(
                "The whole way",
                "Open, receive, claim in the store in memory, complete: a GitHub delivery with a fresh id each time. Both columns"
                        + " include making the id and its headers.");
    }

    private String paths() {
        Table table = new Table(
                1,
                "endpoints",
                "ns, ordinary path",
                "B, ordinary path",
                "ns, an endpoint's path",
                "B, an endpoint's path");
        results.of("PathBenchmark.ordinary", 1).forEach(ordinary -> {
            Optional<Measurement> endpoint = results.of("PathBenchmark.endpoint", 1)
                    .filter(Results.with("endpoints", ordinary.parameter("endpoints")))
                    .findFirst();
            table.row(
                    ordinary.parameter("endpoints"),
                    Table.number(ordinary.nanos()),
                    Table.number(ordinary.allocated()),
                    Table.number(endpoint.map(Measurement::nanos).orElse(Double.NaN)),
                    Table.number(endpoint.map(Measurement::allocated).orElse(Double.NaN)));
        });
        return table.under("Paths", "The cost for a request that is not a webhook, and for one to an endpoint.");
    }

    private String store() {
        Table table = new Table(1, "operation", "ns", "B allocated");
        results.of("StoreBenchmark.claimAndComplete", 1)
                .forEach(one -> table.row(
                        "claim and complete a fresh id", Table.number(one.nanos()), Table.number(one.allocated())));
        results.of("StoreBenchmark.claimDuplicate", 1)
                .forEach(one -> table.row(
                        "claim an id that is done", Table.number(one.nanos()), Table.number(one.allocated())));
        return table.under(
                "The store in memory",
                "The first operation fills the store while it is measured, so its bytes include the store's growth. Ids have 36"
                        + " characters.");
    }

    private String heap() {
        Table table = new Table(1, "ids remembered", "B of heap per id");
        for (JsonNode one : results.heap()) {
            table.row(
                    Table.number(one.path("ids").asDouble()),
                    Table.number(one.path("bytesPerId").asDouble()));
        }
        return table.under("Heap", "For ids of 36 characters, all included.");
    }

    private String virtualThreads() {
        String benchmark = "VirtualThreadBenchmark.inThreadsOfTheirOwn";
        Table table = new Table(1, "task", "ns per task", "B allocated per task");
        results.of(benchmark, 1)
                .forEach(one ->
                        table.row(one.parameter("task"), Table.number(one.nanos()), Table.number(one.allocated())));
        String jvm = results.of(benchmark, 1).map(Measurement::jvm).findFirst().orElse("");
        return table.under(
                "Virtual threads",
                "A virtual thread for each task, on " + jvm
                        + ": nothing, the floor with a cloned MAC, and a verification of a"
                        + " GitHub delivery of 256 B. They share all cores, so compare them with each other only.");
    }

    private String load() {
        JsonNode load = results.load();
        Table table = new Table(1, "server", "requests per second", "p50, µs", "p99, µs");
        if (load.isObject()) {
            side(table, "bare", "servlet that reads the body");
            side(table, "filter", "the same behind the filter");
            table.row(
                    "**ratio**",
                    Table.ratio(load.path("throughputRatio").asDouble()),
                    "",
                    Table.ratio(load.path("p99Ratio").asDouble()));
        }
        return table.under(
                "Load",
                "Jetty with 16 connections, bodies of 1 KiB and one thread of wrk, in turns; medians of "
                        + load.path("rounds").asInt() + " rounds. The ratios are medians of each round's own.");
    }

    private void side(Table table, String side, String title) {
        JsonNode numbers = results.load().path(side);
        table.row(
                title,
                Table.number(numbers.path("perSecond").asDouble()),
                Table.number(numbers.path("p50Micros").asDouble()),
                Table.number(numbers.path("p99Micros").asDouble()));
    }
}
