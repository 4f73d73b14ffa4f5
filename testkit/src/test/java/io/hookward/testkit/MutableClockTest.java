package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MutableClockTest {

    @Test
    @DisplayName("the clock stands still until it is told otherwise, also in another zone")
    void stands() {
        MutableClock clock = MutableClock.at("2026-03-02T10:30:00Z");
        Clock elsewhere = clock.withZone(ZoneId.of("Asia/Kathmandu"));

        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-02T10:30:00Z"));
        clock.advance(Duration.ofSeconds(90));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-02T10:31:30Z"));
        clock.set(Instant.EPOCH);
        assertThat(elsewhere.instant()).isEqualTo(Instant.EPOCH);
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
    }
}
