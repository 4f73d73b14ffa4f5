package io.hookward.claim;

import java.time.Duration;

/** Durations as nanoseconds that can be added to any reading of a monotonic clock and compared without overflow. */
final class Nanos {

    /** About 146 years: two readings this far apart still compare by the sign of their difference. */
    static final long LONGEST = Long.MAX_VALUE >> 1;

    private static final Duration LONGEST_DURATION = Duration.ofNanos(LONGEST);

    private Nanos() {}

    /** The duration in nanoseconds, cut to {@link #LONGEST}. */
    static long ofPositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + duration);
        }
        return duration.compareTo(LONGEST_DURATION) < 0 ? duration.toNanos() : LONGEST;
    }
}
