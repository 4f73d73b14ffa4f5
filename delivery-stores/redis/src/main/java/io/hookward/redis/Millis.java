package io.hookward.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Durations as Redis takes them. */
final class Millis {

    /** A thousand years: what is added to the time of a server without overflow, in whatever unit it counts. */
    static final Duration LONGEST = Duration.ofDays(365_000);

    private Millis() {}

    /**
     * Milliseconds in decimal digits: at least 1, as they are rounded up, and at most {@link #LONGEST}.
     *
     * @throws IllegalArgumentException if the duration is not positive
     */
    static byte[] ofPositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + duration);
        }
        Duration bounded = duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
        long millis = bounded.plusNanos(999_999).toMillis();
        return Long.toString(millis).getBytes(StandardCharsets.US_ASCII);
    }
}
