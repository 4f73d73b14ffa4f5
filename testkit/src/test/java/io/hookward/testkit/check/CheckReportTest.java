package io.hookward.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.testkit.check.CheckResult.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people read of a check. */
class CheckReportTest {
    private static final CheckResult VALID = new CheckResult("valid", "2xx", "200", Outcome.PASSED);
    private static final CheckResult FORGED = new CheckResult("forged", "401", "200", Outcome.FAILED);
    private static final CheckResult STALE = new CheckResult("stale", "", "no timestamp", Outcome.SKIPPED);

    @Test
    @DisplayName("a failed and a skipped case are marked in the table, and counted below it")
    void text() {
        assertThat(new CheckReport(List.of(VALID, FORGED, STALE)).text().lines())
                .containsExactly(
                        "   case    expected  answered",
                        "   valid   2xx       200",
                        "!! forged  401       200",
                        "-- stale             no timestamp",
                        "",
                        "1 passed, 1 failed, 1 skipped");
    }

    @Test
    @DisplayName("a report is passed if no case failed, skipped or not")
    void passed() {
        assertThat(new CheckReport(List.of(VALID, STALE)).isPassed()).isTrue();
        assertThat(new CheckReport(List.of(VALID, STALE))
                        .and(new CheckReport(List.of(FORGED)))
                        .isPassed())
                .isFalse();
    }

    @Test
    @DisplayName("a summary of endpoints names those that failed, and leaves out those that skipped")
    void summary() {
        Map<String, CheckReport> reports = new LinkedHashMap<>();
        reports.put("one", new CheckReport(List.of(VALID, FORGED, STALE)));
        reports.put(
                "two", new CheckReport(List.of(VALID, new CheckResult("forged", "401", "401", Outcome.PASSED), STALE)));
        reports.put(
                "three", new CheckReport(List.of(new CheckResult("valid", "", "", Outcome.SKIPPED), FORGED, STALE)));

        assertThat(CheckReport.summary(reports).results())
                .containsExactly(
                        new CheckResult("valid, at each endpoint", "2 passed", "2 passed", Outcome.PASSED),
                        new CheckResult(
                                "forged, at each endpoint",
                                "3 passed",
                                "1 passed; one: 200; three: 200",
                                Outcome.FAILED),
                        new CheckResult("stale, at each endpoint", "", "skipped at every endpoint", Outcome.SKIPPED));
    }
}
