package io.hookward.testkit.check;

import io.hookward.testkit.check.CheckResult.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a check found.
 *
 * @param results one for each case, in the order in which they ran
 */
public record CheckReport(List<CheckResult> results) {

    /** Keeps its own copy of the list. */
    public CheckReport {
        results = List.copyOf(results);
    }

    /**
     * The reports of several endpoints in one, with one result for each case. It passes if the case passed at every
     * endpoint that did not skip it; otherwise it lists the answers of the others.
     *
     * @param reports the reports by the name of their endpoint
     */
    static CheckReport summary(Map<String, CheckReport> reports) {
        Map<String, Map<String, CheckResult>> byCase = new LinkedHashMap<>();
        reports.forEach((endpoint, report) -> report.results()
                .forEach(result -> byCase.computeIfAbsent(result.name(), name -> new LinkedHashMap<>())
                        .put(endpoint, result)));
        List<CheckResult> results = new ArrayList<>();
        byCase.forEach((name, byEndpoint) -> results.add(summary(name, byEndpoint)));
        return new CheckReport(results);
    }

    private static CheckResult summary(String name, Map<String, CheckResult> byEndpoint) {
        long failed = count(byEndpoint.values().stream(), Outcome.FAILED);
        long passed = count(byEndpoint.values().stream(), Outcome.PASSED);
        String title = name + ", at each endpoint";
        String expected = passed + failed + " passed";
        if (passed + failed == 0) {
            return new CheckResult(title, "", "skipped at every endpoint", Outcome.SKIPPED);
        }
        String others = byEndpoint.entrySet().stream()
                .filter(endpoint -> endpoint.getValue().outcome() == Outcome.FAILED)
                .map(endpoint ->
                        "; " + endpoint.getKey() + ": " + endpoint.getValue().answered())
                .collect(Collectors.joining());
        return new CheckResult(
                title, expected, passed + " passed" + others, failed == 0 ? Outcome.PASSED : Outcome.FAILED);
    }

    /** This report, followed by another one. */
    public CheckReport and(CheckReport other) {
        return new CheckReport(
                Stream.concat(results.stream(), other.results.stream()).toList());
    }

    /** How many cases ended like this. */
    public long count(Outcome outcome) {
        return count(results.stream(), outcome);
    }

    private static long count(Stream<CheckResult> results, Outcome outcome) {
        return results.filter(result -> result.outcome() == outcome).count();
    }

    /** Whether no case failed. */
    public boolean isPassed() {
        return count(Outcome.FAILED) == 0;
    }

    /**
     * A table for people, and a last line with the counts. Lines of failed cases begin with {@code !!}, those of skipped
     * ones with {@code --}. Every line ends with a line feed.
     */
    public String text() {
        int name = width("case", CheckResult::name);
        int expected = width("expected", CheckResult::expected);
        StringBuilder text = new StringBuilder();
        text.append("   ").append(padded("case", name)).append("  ");
        text.append(padded("expected", expected)).append("  answered\n");
        for (CheckResult result : results) {
            text.append(mark(result.outcome())).append(padded(result.name(), name));
            text.append("  ").append(padded(result.expected(), expected));
            text.append("  ").append(result.answered()).append('\n');
        }
        return text.append('\n').append(lastLine()).append('\n').toString();
    }

    private String lastLine() {
        long skipped = count(Outcome.SKIPPED);
        return count(Outcome.PASSED) + " passed, " + count(Outcome.FAILED) + " failed"
                + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "   ";
            case FAILED -> "!! ";
            case SKIPPED -> "-- ";
        };
    }

    private int width(String heading, Function<CheckResult, String> column) {
        return Stream.concat(Stream.of(heading), results.stream().map(column))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
