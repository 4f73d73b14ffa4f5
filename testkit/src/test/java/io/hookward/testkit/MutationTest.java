package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Providers;
import io.hookward.testkit.Mutants.Mutant;
import io.hookward.testkit.docs.GeneratedDocs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A wrong entry does not pass its vectors: each field of how it signs is changed, and a verdict has to change. */
class MutationTest {
    /** Fields whose mistakes let a forgery in, or keep every delivery out. */
    private static final Set<String> CRUCIAL = Set.of(
            "algorithm",
            "key",
            "signature.from",
            "signature.prefix",
            "signature.label",
            "signature.encoding",
            "content",
            "content.ifPresent",
            "content.base64url",
            "timestamp.from",
            "timestamp.unit");

    /** Fields of which no entry has one that is not tried; our own examples can do that much everywhere. */
    private static final Set<String> PLACES =
            Set.of("deliveryId", "eventId", "eventType", "secretId", "timestamp.expires");

    private static final Map<String, Outcome> OUTCOMES =
            Providers.names().stream().collect(Collectors.toMap(name -> name, Outcome::of));

    /** What became of the mutants of one entry. */
    record Outcome(boolean published, List<Mutant> killed, List<Mutant> survivors) {
        static Outcome of(String provider) {
            List<ConformanceVector> published = VectorFiles.published(provider);
            List<ConformanceVector> all = new ArrayList<>(published);
            all.addAll(VectorFiles.own(provider));
            Outcome outcome = new Outcome(
                    published.stream().anyMatch(ConformanceVector::expectsValid), new ArrayList<>(), new ArrayList<>());
            List<DeliveryPair> pairs = PairFiles.of(provider);
            for (Mutant mutant : all.isEmpty() ? List.<Mutant>of() : Mutants.of(Providers.get(provider))) {
                boolean survives = all.stream().allMatch(vector -> vector.isRight(vector.verdict(mutant.scheme())));
                if (survives && PLACES.contains(mutant.field())) {
                    survives = pairs.stream().allMatch(pair -> pair.passes(mutant.scheme()));
                }
                (survives ? outcome.survivors : outcome.killed).add(mutant);
            }
            return outcome;
        }
    }

    @Test
    @DisplayName("a published vector notices every change of a field that matters most, but those that are listed")
    void crucial() {
        assertThat(survivors(CRUCIAL, Outcome::published))
                .as("unnoticed changes; one that is listed and noticed now must be taken off the list")
                .containsExactlyElementsOf(new TreeSet<>(UnnoticedChanges.LIST.keySet()));
    }

    @Test
    @DisplayName(
            "a vector of some kind, or a pair of deliveries, notices every change of where an id, a type or an expiry stands")
    void places() {
        assertThat(survivors(PLACES, outcome -> true)).isEmpty();
    }

    private static Set<String> survivors(Set<String> fields, Predicate<Outcome> wanted) {
        return OUTCOMES.values().stream()
                .filter(wanted)
                .flatMap(outcome -> outcome.survivors().stream())
                .filter(mutant -> fields.contains(mutant.field()))
                .map(Mutant::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @Tag("generated")
    @DisplayName("the score in the documentation is current")
    void score() {
        GeneratedDocs.checkSection(
                GeneratedDocs.DOCS.resolve("conformance.md"),
                "mutation score",
                table(true, "Entries with published vectors") + "\n"
                        + table(false, "Entries with examples of our own"));
    }

    private static String table(boolean published, String title) {
        Map<String, int[]> counts = new TreeMap<>();
        int[] all = new int[2];
        OUTCOMES.values().stream()
                .filter(outcome -> outcome.published() == published)
                .forEach(outcome -> {
                    outcome.killed().forEach(mutant -> count(counts, all, mutant, 0));
                    outcome.survivors().forEach(mutant -> count(counts, all, mutant, 1));
                });
        StringBuilder table = new StringBuilder("| " + title + " | changes | noticed | |\n| --- | --- | --- | --- |\n");
        counts.forEach((field, count) -> table.append(row("`" + field + "`", count)));
        return table.append(row("all", all)).toString();
    }

    private static void count(Map<String, int[]> counts, int[] all, Mutant mutant, int index) {
        counts.computeIfAbsent(mutant.field(), absent -> new int[2])[index]++;
        all[index]++;
    }

    private static String row(String name, int[] count) {
        int sum = count[0] + count[1];
        return "| " + name + " | " + sum + " | " + count[0] + " | " + count[0] * 100 / sum + " % |\n";
    }
}
