package io.hookward.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NanosTest {

    @Test
    @DisplayName("a duration is exact up to the longest, and the longest from there on")
    void saturates() {
        assertThat(of(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(of(Duration.ofNanos(Nanos.LONGEST - 1))).isEqualTo(Nanos.LONGEST - 1);
        assertThat(of(Duration.ofNanos(Nanos.LONGEST))).isEqualTo(Nanos.LONGEST);
        assertThat(of(Duration.ofNanos(Nanos.LONGEST).plusNanos(1))).isEqualTo(Nanos.LONGEST);
        assertThat(of(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))).isEqualTo(Nanos.LONGEST);
    }

    @Test
    @DisplayName("a duration that is not positive is refused by name")
    void positive() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(Duration.ZERO)).withMessageContaining("lease");
        assertThatIllegalArgumentException().isThrownBy(() -> of(Duration.ofSeconds(Long.MIN_VALUE)));
    }

    private static long of(Duration duration) {
        return Nanos.ofPositive(duration, "lease");
    }
}
