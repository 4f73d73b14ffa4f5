package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log of a receiver")
class LoggingListenerTest {
    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final LoggingListener listener = new LoggingListener(clock.nanoTime());

    private void reject(String endpoint, RejectionReason reason, int times) {
        for (int i = 1; i <= times; i++) {
            listener.rejected(endpoint, new Rejection(reason, "request " + i));
        }
    }

    private static List<String> lines(LogCapture.Step step) throws Exception {
        return LogCapture.during(step).lines().toList();
    }

    @Test
    @DisplayName("has five lines a minute for an endpoint and a reason, however many requests are forged")
    void limited() throws Exception {
        List<String> lines = lines(() -> reject("github", RejectionReason.SIGNATURE_MISMATCH, 1_000));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).contains("WARN", "github: rejected, signature_mismatch: request 1");
        assertThat(lines.get(4)).contains("request 5");

        assertThat(lines(() -> {
                    reject("github", RejectionReason.TIMESTAMP_TOO_OLD, 1);
                    reject("stripe", RejectionReason.SIGNATURE_MISMATCH, 1);
                }))
                .as("another reason, and another endpoint")
                .hasSize(2);
    }

    @Test
    @DisplayName("tells how many were left out when the minute is over, before the next line")
    void counted() throws Exception {
        LogCapture.during(() -> reject("github", RejectionReason.SIGNATURE_MISMATCH, 1_239));
        clock.advance(Duration.ofSeconds(75));
        List<String> lines = lines(() -> reject("github", RejectionReason.SIGNATURE_MISMATCH, 1));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains("WARN", "github: rejected, signature_mismatch: 1234 more in the minute that began 75 s ago");
        assertThat(lines.get(1)).contains("github: rejected, signature_mismatch: request 1");
    }

    @Test
    @DisplayName("has faults of the operator as errors, and limits them as well")
    void operatorsFaults() throws Exception {
        List<String> lines = lines(() -> reject("github", RejectionReason.NO_USABLE_SECRET, 100));
        assertThat(lines)
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).contains("ERROR", "github: rejected, no_usable_secret: "));
        clock.advance(Duration.ofMinutes(1));
        assertThat(lines(() -> reject("stripe", RejectionReason.NO_USABLE_SECRET, 1)))
                .hasSize(2)
                .element(0)
                .asString()
                .contains("ERROR", "github: rejected, no_usable_secret: 95 more");
    }

    @Test
    @DisplayName("has a failing store's first failures with their traces, and then a count")
    void storeFailures() throws Exception {
        String log = LogCapture.during(() -> {
            for (int i = 0; i < 100; i++) {
                listener.storeFailed("github", new IllegalStateException("the store is down"));
            }
        });
        assertThat(log.split("the store of claims failed", -1)).hasSize(6);
        assertThat(log).contains("ERROR", "IllegalStateException: the store is down", "\tat ");
        clock.advance(Duration.ofMinutes(1));
        assertThat(lines(() -> listener.storeFailed("github", new IllegalStateException("still"))))
                .element(0)
                .asString()
                .contains(
                        "ERROR", "github: the store of claims failed 95 more times in the minute that began 60 s ago");
    }

    @Test
    @DisplayName("tells of a flood that has ended when the next delivery is admitted")
    void honestTraffic() throws Exception {
        ReceiverFixture bench = ReceiverFixture.of("github");
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoint(bench.endpoint)
                .listener(listener)
                .clock(bench.clock)
                .build();
        LogCapture.during(() -> {
            for (int i = 0; i < 20; i++) {
                receiver.receive(bench.endpoint, Requests.json("{}"));
            }
        });
        clock.advance(Duration.ofMinutes(2));
        assertThat(lines(() -> receiver.receive(bench.endpoint, bench.signed("d-1", "{}"))))
                .singleElement()
                .asString()
                .contains("github: rejected, signature_missing: 15 more in the minute that began 120 s ago");
    }
}
