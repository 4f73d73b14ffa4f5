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
        Events tests = run(BrokenOwners.Honest.class);
        assertThat(failures(tests)).isEmpty();
        assertThat(tests.succeeded().count()).isGreaterThan(85);
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
                        BrokenRaces.CheckThenAct.class, "of many threads that claim one key at once, exactly one wins"),
                arguments(
                        BrokenRaces.OverlapInSteps.class,
                        "of many threads that claim overlapping keys at once, in whatever order, exactly one wins"),
                arguments(
                        BrokenRaces.TakeoverInSteps.class,
                        "of many threads that find a lease over at once, exactly one takes over"),
                arguments(
                        BrokenRaces.TakesAndGivesBack.class,
                        "a claim that is not granted was never there: it keeps nobody from a key that it only wanted"),
                arguments(
                        BrokenRaces.GapBeforeMark.class,
                        "a key that is completed never runs again, though many threads ask at that moment"),
                arguments(
                        BrokenRaces.MarksOneByOne.class,
                        "the keys of a delivery are done at one moment: whoever sees one of them done sees the other done"),
                arguments(
                        BrokenRaces.TwoEnds.class,
                        "many threads that complete or release one claim at once are all told the same: that it is done, or free"),
                arguments(
                        BrokenOwners.NoFencing.class,
                        "a late owner cannot complete a claim that somebody has taken over, and is told so"),
                arguments(
                        BrokenOwners.NoFencing.class,
                        "a late owner cannot renew a claim that somebody has taken over, and is told so"),
                arguments(
                        BrokenOwners.ReleaseFreesAfterTakeover.class,
                        "a late owner cannot release a claim that somebody has taken over, and is told so"),
                arguments(
                        BrokenOwners.ReleaseFreesAfterTakeover.class,
                        "a late owner cannot undo what the one who took over has done"),
                arguments(
                        BrokenOwners.LateOwnerIsToldTrue.class,
                        "a late owner cannot complete a claim that somebody has taken over, and is told so"),
                arguments(
                        BrokenOwners.LeaseIsNotChecked.class,
                        "an owner whose lease is over has lost its claim even if nobody took over"),
                arguments(BrokenOwners.HalfToken.class, "tokens that differ in one bit are two owners"),
                arguments(
                        BrokenOwners.MarkWithoutToken.class,
                        "a completion that is repeated has the same answer, and the key stays done"),
                arguments(
                        BrokenOwners.MarkWithoutToken.class,
                        "a completion, a release and a renewal whose answers were lost are repeated, and succeed"),
                arguments(
                        BrokenOwners.MarkOfAnybody.class,
                        "a late owner cannot undo what the one who took over has done"),
                arguments(
                        BrokenOwners.RepeatedClaimIsBlocked.class,
                        "a claim that is repeated with its token is won again, however often, and by nobody else"),
                arguments(
                        BrokenOwners.RepeatedClaimIsBlocked.class,
                        "a claim whose answer was lost is repeated, and its owner completes it"),
                arguments(
                        BrokenOwners.RepeatedClaimIsBlocked.class,
                        "many threads that repeat one claim under its token all win it"),
                arguments(
                        BrokenOwners.RepeatedClaimRunsAgain.class,
                        "a claim that is repeated after its completion is done: nothing runs again"),
                arguments(
                        BrokenOwners.SecondReleaseFails.class,
                        "a release that is repeated has the same answer, and the key stays absent"),
                arguments(
                        BrokenOwners.SecondReleaseFails.class,
                        "a release without a claim, or after the lease is over, has nothing to do and succeeds"),
                arguments(
                        BrokenOwners.ReleaseUndoesCompletion.class,
                        "a release after the completion of the same claim undoes nothing, and says so"),
                arguments(
                        BrokenSets.FirstKeyOnly.class,
                        "a claim takes all keys of a delivery, a completion and a release end it for all of them"),
                arguments(
                        BrokenSets.FirstKeyOnly.class,
                        "a claim of which one key is done takes none of the others, wherever that key stands"),
                arguments(
                        BrokenSets.KeepsWhatItTook.class,
                        "a claim of which one key is in flight takes none of the others, wherever that key stands"),
                arguments(
                        BrokenSets.KeepsWhatItTook.class,
                        "a claim of which one key is done takes none of the others, wherever that key stands"),
                arguments(
                        BrokenSets.NamesTheLast.class,
                        "the answer names the first key in the way, in the order in which they were asked for"),
                arguments(
                        BrokenSets.OneContent.class,
                        "each key has content of its own, and the answer compares that of the key it names"),
                arguments(BrokenSets.OneRetention.class, "each key is done for a retention of its own"),
                arguments(
                        BrokenSets.CompletesWhatItCan.class,
                        "a completion of which any key was lost completes none, and says so"),
                arguments(
                        BrokenSets.ReleasesWhatItCan.class,
                        "a release of which any key is somebody else's, or done, releases none, and says so"),
                arguments(
                        BrokenSets.RenewsWhatItCan.class,
                        "a renewal of which any key was lost prolongs none, and says so"),
                arguments(
                        BrokenSets.AnyKeyWillDo.class,
                        "a completion of which any key was lost completes none, and says so"),
                arguments(
                        BrokenSets.AnyKeyWillDo.class,
                        "a late owner of two keys of which somebody has taken over one changes neither"),
                arguments(
                        BrokenSets.RepetitionTakesTheRest.class,
                        "a claim that is repeated with its token after one key went to somebody else is not won, and prolongs nothing"),
                arguments(
                        BrokenSets.ChecksNothing.class,
                        "no key at all, or one key twice, is refused, and changes nothing"),
                arguments(BrokenSets.NullToken.class, "null is refused, and changes nothing"),
                arguments(BrokenTimes.ReadsProlongRetention.class, "duplicates do not prolong the retention"),
                arguments(
                        BrokenTimes.ReadsProlongLease.class,
                        "duplicates do not prolong the lease, whatever lease they ask for"),
                arguments(
                        BrokenTimes.DuplicateReplacesContent.class,
                        "a key in flight tells whether the content is the same"),
                arguments(
                        BrokenTimes.CompletionReplacesContent.class,
                        "the content is remembered through a renewal and a completion, all 64 bits of it"),
                arguments(
                        BrokenTimes.RepetitionProlongsRetention.class,
                        "a completion that is repeated does not prolong the retention"),
                arguments(
                        BrokenTimes.RenewalAdds.class,
                        "a renewed claim holds for the new lease, counted from the renewal"),
                arguments(BrokenTimes.EndIsIncluded.class, "a claim holds to the end of its lease, and not at the end"),
                arguments(
                        BrokenTimes.EndIsIncluded.class,
                        "a done key is done to the end of its retention, and not at the end"),
                arguments(
                        BrokenTimes.TimeOverflows.class,
                        "durations too long for the store's clock are taken as the longest it knows"),
                arguments(
                        BrokenTimes.ShowsExpired.class,
                        "a key has no state any more when its lease or retention is over, and has one to the end of it"),
                arguments(
                        BrokenTimes.TellsThePeriod.class,
                        "a key in flight tells its token and what is left of its lease"),
                arguments(
                        BrokenTimes.LookingProlongs.class,
                        "to look at a key prolongs neither its lease nor its retention"),
                arguments(
                        BrokenTimes.PingForgets.class,
                        "a store that can answer answers a ping, and no key is any different for it"),
                arguments(BrokenTimes.PurgesTheDone.class, "a purge removes nothing that is in flight or done"),
                arguments(
                        BrokenTimes.PurgesWithoutBound.class,
                        "a purge removes no more than it is told to, and comes to an end"),
                arguments(
                        BrokenTimes.PurgeNeverEnds.class,
                        "a purge removes no more than it is told to, and comes to an end"),
                arguments(
                        BrokenKeys.JoinedByColon.class,
                        "keys are apart wherever the borders between endpoint, tenant and id stand"),
                arguments(BrokenKeys.OneKind.class, "one text as an id, as a signature and as content is three keys"),
                arguments(BrokenKeys.OneTenant.class, "one id of two tenants is two keys, and nobody's is a third"),
                arguments(
                        BrokenKeys.CutTenant.class,
                        "tenants that differ in case, blanks, accents or their last character are apart"),
                arguments(BrokenKeys.CaseFolded.class, "ids that differ in case are apart"),
                arguments(BrokenKeys.Trimmed.class, "ids that differ in leading or trailing blanks are apart"),
                arguments(BrokenKeys.Cut.class, "long ids that differ only in their last character are apart"));
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
