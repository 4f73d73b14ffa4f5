package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract passes a store that keeps its promises, and catches one that breaks any. */
class DeliveryStoreContractTest {

    @Test
    @DisplayName("an honest store passes every promise")
    void honestStorePasses() {
        Events tests = run(BrokenStores.Honest.class);
        assertThat(failures(tests)).isEmpty();
        assertThat(tests.succeeded().count()).isGreaterThan(45);
    }

    @ParameterizedTest(name = "{0} breaks: {1}")
    @DisplayName("a broken store is caught by the promise it breaks")
    @MethodSource("faults")
    void brokenStoreIsCaught(Class<? extends MapStoreContract> broken, String promise) {
        Map<String, Throwable> failures = failures(run(broken, promise));
        assertThat(failures).containsOnlyKeys(promise);
        // With a cause it would be a race that was not run to its end.
        assertThat(failures.get(promise)).isInstanceOf(AssertionError.class).hasNoCause();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        BrokenStores.CheckThenAct.class,
                        "of many threads that claim one key at once, exactly one wins"),
                arguments(
                        BrokenStores.TakeoverInSteps.class,
                        "of many threads that find a lease over at once, exactly one takes over"),
                arguments(
                        BrokenStores.GapBeforeMark.class,
                        "a key that is completed never runs again, though many threads ask at that moment"),
                arguments(
                        BrokenStores.TwoEnds.class,
                        "of many threads that complete or release one claim at once, exactly one is told that it did"),
                arguments(
                        BrokenStores.NoFencing.class,
                        "a late owner cannot complete a claim that somebody has taken over, and is told so"),
                arguments(
                        BrokenStores.NoFencing.class,
                        "a late owner cannot renew a claim that somebody has taken over, and is told so"),
                arguments(
                        BrokenStores.ReleaseFreesAfterTakeover.class,
                        "a late owner cannot release a claim that somebody has taken over, and is told so"),
                arguments(
                        BrokenStores.ReleaseFreesAfterTakeover.class,
                        "a late owner cannot undo what the one who took over has done"),
                arguments(
                        BrokenStores.LateOwnerIsToldTrue.class,
                        "a late owner cannot complete a claim that somebody has taken over, and is told so"),
                arguments(
                        BrokenStores.LeaseIsNotChecked.class,
                        "an owner whose lease is over has lost its claim even if nobody took over"),
                arguments(BrokenStores.ReadsProlongRetention.class, "duplicates do not prolong the retention"),
                arguments(
                        BrokenStores.ReadsProlongLease.class,
                        "duplicates do not prolong the lease, whatever lease they ask for"),
                arguments(
                        BrokenStores.DuplicateReplacesContent.class,
                        "a key in flight tells whether the content is the same"),
                arguments(
                        BrokenStores.RenewalAdds.class,
                        "a renewed claim holds for the new lease, counted from the renewal"),
                arguments(
                        BrokenStores.EndIsIncluded.class, "a claim holds to the end of its lease, and not at the end"),
                arguments(
                        BrokenStores.EndIsIncluded.class,
                        "a done key is done to the end of its retention, and not at the end"),
                arguments(
                        BrokenStores.TimeOverflows.class,
                        "durations too long for the store's clock are taken as the longest it knows"),
                arguments(
                        BrokenStores.JoinedByColon.class,
                        "keys are apart wherever the border between endpoint and id stands"),
                arguments(BrokenStores.OneKind.class, "one text as a delivery's id and as a signature is two keys"),
                arguments(BrokenStores.CaseFolded.class, "ids that differ in case are apart"),
                arguments(BrokenStores.Trimmed.class, "ids that differ in leading or trailing blanks are apart"),
                arguments(BrokenStores.Cut.class, "long ids that differ only in their last character are apart"));
    }

    private static Events run(Class<? extends MapStoreContract> contract, String... promises) {
        PostDiscoveryFilter wanted = test -> FilterResult.includedIf(
                promises.length == 0 || List.of(promises).contains(test.getDisplayName()));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .filters(wanted)
                .execute()
                .testEvents();
    }

    private static Map<String, Throwable> failures(Events tests) {
        Map<String, Throwable> failures = new TreeMap<>();
        tests.failed().stream()
                .forEach(event -> failures.put(
                        event.getTestDescriptor().getDisplayName(),
                        event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()));
        return failures;
    }
}
