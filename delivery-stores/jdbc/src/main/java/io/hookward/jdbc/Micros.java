package io.hookward.jdbc;

import java.time.Duration;

/** Durations in the unit of the databases' clocks. */
final class Micros {

    /** A hundred years, which is as far as H2 can add microseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    private Micros() {}

    /**
     * The duration rounded up, so that none becomes zero, and cut to {@link #LONGEST}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    static long ofPositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + duration);
        }
        Duration cut = duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
        return cut.getSeconds() * PER_SECOND + (cut.getNano() + NANOS - 1) / NANOS;
    }

    /** Not negative: a period whose end has passed has nothing left. */
    static Duration left(long micros) {
        return of(Math.max(0, micros));
    }

    static Duration of(long micros) {
        return Duration.ofSeconds(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * (long) NANOS);
    }
}
