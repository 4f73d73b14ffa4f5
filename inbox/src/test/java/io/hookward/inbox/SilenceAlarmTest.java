package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.inbox.InboxHealth.EndpointHealth;
import io.hookward.inbox.SilenceAlarm.Alarm;
import io.hookward.inbox.SilenceAlarm.Kind;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The silence alarm")
class SilenceAlarmTest {
    private static final Rejection WHY = new Rejection(RejectionReason.SIGNATURE_MISMATCH, "wrong");

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final SilenceAlarm alarm = SilenceAlarm.builder()
            .nothingAcceptedFor("github", Duration.ofHours(6))
            .onlyRejectionsFor(Duration.ofMinutes(15))
            .oldestOpen(Duration.ofMinutes(10))
            .clock(clock)
            .build();

    @Test
    @DisplayName("tells that an endpoint accepted nothing for too long, from the start on, until something comes")
    void nothing() {
        clock.advance(Duration.ofHours(6));
        assertThat(alarm.check(null)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(alarm.check(null))
                .containsExactly(new Alarm(
                        "github", Kind.NOTHING_ACCEPTED, Duration.ofHours(6).plusSeconds(1)));
        alarm.accepted(Records.of("github", null, "d-1").restore());
        assertThat(alarm.check(null)).isEmpty();
        clock.advance(Duration.ofHours(7));
        assertThat(alarm.check(null)).hasSize(1);
    }

    @Test
    @DisplayName("tells that an endpoint only rejects, counted from the first rejection since something was accepted")
    void onlyRejections() {
        alarm.rejected("stripe", WHY);
        clock.advance(Duration.ofMinutes(10));
        alarm.rejected("stripe", WHY);
        clock.advance(Duration.ofMinutes(6));
        assertThat(alarm.check(null))
                .containsExactly(new Alarm("stripe", Kind.ONLY_REJECTIONS, Duration.ofMinutes(16)));
        alarm.admitted(Records.of("stripe", null, "d-1").restore());
        assertThat(alarm.check(null)).isEmpty();
        alarm.rejected("stripe", WHY);
        clock.advance(Duration.ofMinutes(15));
        assertThat(alarm.check(null)).isEmpty();
    }

    @Test
    @DisplayName("tells that a delivery has been waiting for too long")
    void oldest() {
        InboxHealth health = new InboxHealth(
                Duration.ofDays(1),
                List.of(
                        new EndpointHealth("a", 1, 0, 0, 1, Duration.ofMinutes(11), true, List.of()),
                        new EndpointHealth("b", 1, 0, 0, 1, Duration.ofMinutes(9), true, List.of()),
                        new EndpointHealth("c", 1, 1, 0, 0, null, true, List.of())),
                true,
                0,
                0,
                0);
        assertThat(alarm.check(health)).containsExactly(new Alarm("a", Kind.OLDEST_OPEN, Duration.ofMinutes(11)));
    }
}
