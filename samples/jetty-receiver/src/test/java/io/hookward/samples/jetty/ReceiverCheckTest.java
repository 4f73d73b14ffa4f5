package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.testkit.check.CheckReport;
import io.hookward.testkit.check.CheckResult;
import io.hookward.testkit.check.CheckResult.Outcome;
import io.hookward.testkit.check.ReceiverCheck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The test kit's check of this receiver. */
class ReceiverCheckTest {

    @Test
    @DisplayName("the endpoint of every provider that can be simulated passes the whole check")
    void everyProvider() throws Exception {
        int checked = 0;
        try (Running running = new Running("--max-body", "10000")) {
            for (ProviderEndpoint endpoint : running.endpoints) {
                ReceiverCheck check = endpoint.check(running.base()).orElse(null);
                if (check != null) {
                    CheckReport report = check.exact()
                            .handledCount(running::handledCount)
                            .maxBodyBytes(10000)
                            .run();
                    assertThat(report.isPassed())
                            .as(endpoint.name() + "\n" + report.text())
                            .isTrue();
                    assertThat(report.count(Outcome.PASSED)).as(endpoint.name()).isGreaterThan(12);
                    checked++;
                }
            }
        }

        assertThat(checked).isGreaterThan(200);
    }

    @Test
    @DisplayName("a scheme that signs its URL fails with a public URL that is not the receiver's")
    void publicUrl() throws Exception {
        try (Running running = new Running()) {
            ProviderEndpoint twilio = running.endpoints.stream()
                    .filter(endpoint -> endpoint.name().equals("twilio"))
                    .findFirst()
                    .orElseThrow();
            ReceiverCheck check =
                    twilio.check(running.base()).orElseThrow().publicUrl("https://elsewhere.example/hook");

            assertThat(check.run().results()).contains(new CheckResult("valid", "2xx", "401", Outcome.FAILED));
        }
    }

    @Test
    @DisplayName("--demo prints what was answered to each of at least 38 kinds of deliveries, and ends with 0")
    void demo() throws Exception {
        Text out = new Text();

        assertThat(new Main(out.stream(), new Text().stream(), Map.of()).run("--demo"))
                .isZero();

        List<String> lines = out.lines();
        assertThat(lines).hasSizeGreaterThan(38).noneMatch(line -> line.startsWith("!! ") || line.startsWith("-- "));
        assertThat(lines)
                .anyMatch(line -> line.matches(" +repeated while it is being handled +503, retry later +503, .*"));
        assertThat(lines).anyMatch(line -> line.matches(" +valid, at each endpoint +2\\d\\d passed +2\\d\\d passed"));
        assertThat(lines.get(lines.size() - 1)).isEqualTo(lines.size() - 3 + " passed, 0 failed");
    }
}
