package io.hookward.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The summary of a load run")
class LoadSummaryTest {
    @DisplayName("Its ratios are the medians of the ratios of each round")
    @Test
    void medians() {
        Map<String, Object> summary = LoadSummary.of(List.of(
                line("bare", 1, 1000, 400, 0),
                line("filter", 1, 900, 500, 0),
                line("bare", 2, 2000, 200, 0),
                line("filter", 2, 1000, 800, 0),
                line("bare", 3, 1000, 400, 0),
                line("filter", 3, 800, 440, 0)));

        assertThat(summary).containsEntry("rounds", 3).containsEntry("throughputRatio", 0.8);
        assertThat(summary).containsEntry("p99Ratio", 1.25);
        assertThat(summary.get("bare")).isEqualTo(Map.of("perSecond", 500L, "p50Micros", 100L, "p99Micros", 400L));
    }

    @DisplayName("A run in which a request was refused has none")
    @Test
    void refused() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> LoadSummary.of(List.of(line("bare", 1, 1000, 400, 0), line("filter", 1, 900, 500, 1))))
                .withMessageContaining("filter");
    }

    private static String line(String subject, int round, int requests, int p99, int badStatus) {
        return String.format(
                Locale.ROOT,
                "{\"subject\":\"%s\",\"round\":%d,\"requests\":%d,\"micros\":2000000,\"p50Micros\":100,\"p99Micros\":%d,"
                        + "\"badStatus\":%d,\"failed\":0}",
                subject,
                round,
                requests,
                p99,
                badStatus);
    }
}
