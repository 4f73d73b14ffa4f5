package io.hookward.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/** The tables of {@code VerifyBenchmark}. */
final class VerificationTables {
    static final String FLOOR = "floor";
    static final String HOOKWARD = "hookward";
    private static final String HOOKWARD_NAMES = "hookward-names";

    /** The names of schemes as people write them, in the order of the tables. */
    static final Map<String, String> SCHEMES = orderedMap(
            "standard-webhooks", "Standard Webhooks", "github", "GitHub", "stripe", "Stripe", "slack", "Slack");

    private static final String VALID = "valid";
    private static final Map<String, String> SPECIALS =
            orderedMap("forged", "forged", "listed-20", "20 signatures", "second-secret", "second of two secrets");

    private final Results results;

    VerificationTables(Results results) {
        this.results = results;
    }

    private static Map<String, String> orderedMap(String... keysAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    String all() {
        return bySize(
                        "Verification: multiples of the floor",
                        "How many times as long as the floor of the same scheme and size.",
                        false,
                        this::timesFloor)
                + bySize(
                        "Verification: nanoseconds",
                        "The mean time of one call, one thread.",
                        true,
                        (subject, bytes) -> nanos(subject, VALID, bytes, 1))
                + bySize(
                        "Verification: bytes allocated per call",
                        "The floor's are the bytes of the MAC itself.",
                        true,
                        this::allocated)
                + specials()
                + twoThreads();
    }

    /** A subject's time as a multiple of the floor's, or NaN. */
    double timesFloor(String subject, int bytes) {
        return nanos(subject, VALID, bytes, 1) / nanos(floorOf(subject), VALID, bytes, 1);
    }

    /** All that verify by a scheme: the floor, Hookward, then the peers. */
    List<String> subjects(String scheme) {
        List<String> subjects = results.of("VerifyBenchmark.verify", 1)
                .map(one -> one.parameter("subject"))
                .filter(subject -> subject.startsWith(scheme + "/"))
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        subjects.sort((one, other) -> Integer.compare(rank(one), rank(other)));
        return subjects;
    }

    private static int rank(String subject) {
        return switch (name(subject)) {
            case FLOOR -> 0;
            case HOOKWARD -> 1;
            case HOOKWARD_NAMES -> 2;
            default -> 3;
        };
    }

    static String name(String subject) {
        return subject.substring(subject.indexOf('/') + 1);
    }

    /** Who verifies, in a picture. */
    static String label(String subject) {
        String name = name(subject);
        return switch (name) {
            case HOOKWARD -> "Hookward";
            case HOOKWARD_NAMES -> "and reads id, type";
            default -> name;
        };
    }

    static String title(String subject) {
        String name = name(subject);
        return switch (name) {
            case HOOKWARD -> "**Hookward**";
            case HOOKWARD_NAMES -> "**Hookward**, then id and type";
            default -> name;
        };
    }

    private static String scheme(String subject) {
        return SCHEMES.getOrDefault(subject.substring(0, subject.indexOf('/')), subject);
    }

    private static String floorOf(String subject) {
        return subject.substring(0, subject.indexOf('/') + 1) + FLOOR;
    }

    private String bySize(
            String heading, String explanation, boolean withFloor, ToDoubleBiFunction<String, Integer> value) {
        List<Integer> sizes = new ArrayList<>(results.of("VerifyBenchmark.verify", 1)
                .map(one -> one.number("bytes"))
                .collect(Collectors.toCollection(TreeSet::new)));
        List<String> columns = new ArrayList<>(List.of("scheme", "who"));
        sizes.forEach(bytes -> columns.add(Table.size(bytes)));
        Table table = new Table(2, columns);
        for (String scheme : SCHEMES.keySet()) {
            for (String subject : subjects(scheme)) {
                if (withFloor || !name(subject).equals(FLOOR)) {
                    List<String> cells = new ArrayList<>(List.of(scheme(subject), title(subject)));
                    for (int bytes : sizes) {
                        double cell = value.applyAsDouble(subject, bytes);
                        cells.add(withFloor ? Table.number(cell) : Table.ratio(cell));
                    }
                    table.row(cells);
                }
            }
        }
        return table.under(heading, explanation);
    }

    private String specials() {
        Table table = new Table(
                4, "case", "scheme", "who", "body", "ns", "× the floor", "× its own valid, simple case", "B allocated");
        SPECIALS.forEach((special, title) -> SCHEMES.keySet()
                .forEach(scheme -> subjects(scheme)
                        .forEach(subject -> results.of("VerifyBenchmark.verify", 1)
                                .filter(Results.with("subject", subject))
                                .filter(Results.with("special", special))
                                .forEach(one -> {
                                    int bytes = one.number("bytes");
                                    table.row(
                                            title,
                                            scheme(subject),
                                            title(subject),
                                            Table.size(bytes),
                                            Table.number(one.nanos()),
                                            Table.ratio(one.nanos() / nanos(floorOf(subject), VALID, bytes, 1)),
                                            Table.ratio(one.nanos() / nanos(subject, VALID, bytes, 1)),
                                            Table.number(one.allocated()));
                                }))));
        return table.under(
                "Forged requests, many signatures, two secrets",
                "Of 20 listed signatures the last one is right. With two secrets, all traffic is signed with the second one.");
    }

    private String twoThreads() {
        Table table = new Table(3, "scheme", "who", "body", "ns, 1 thread", "ns, 2 threads", "× the floor, 2 threads");
        results.of("VerifyBenchmark.verify", 2).forEach(one -> {
            String subject = one.parameter("subject");
            int bytes = one.number("bytes");
            table.row(
                    scheme(subject),
                    title(subject),
                    Table.size(bytes),
                    Table.number(nanos(subject, VALID, bytes, 1)),
                    Table.number(one.nanos()),
                    Table.ratio(one.nanos() / nanos(floorOf(subject), VALID, bytes, 2)));
        });
        return table.under(
                "Two threads",
                "The time of one call in one of two threads. The threads share Hookward's verifier; each has a MAC of its own"
                        + " for the floor.");
    }

    private double allocated(String subject, int bytes) {
        return results.verification(subject, VALID, bytes, 1)
                .map(Measurement::allocated)
                .orElse(Double.NaN);
    }

    private double nanos(String subject, String special, int bytes, int threads) {
        return results.verification(subject, special, bytes, threads)
                .map(Measurement::nanos)
                .orElse(Double.NaN);
    }
}
