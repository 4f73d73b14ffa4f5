package io.hookward.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Durations and moments in the unit of the database. */
final class Micros {
    /** A hundred years: what is added to a clock of this millennium does not overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    /** Rounded up, so that nothing positive becomes zero, and cut to {@link #LONGEST}; at least zero. */
    static long of(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        Duration cut = duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
        return cut.getSeconds() * PER_SECOND + (cut.getNano() + 999) / 1_000;
    }

    /** @throws IllegalArgumentException if it is not positive */
    static long ofPositive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, not " + duration);
        }
        return of(duration);
    }

    static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long ofInstant(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
