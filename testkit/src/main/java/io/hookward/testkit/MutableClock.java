package io.hookward.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is told otherwise. Clocks made of it by {@link #withZone} show the same time for
 * ever. Safe for use by several threads.
 */
public final class MutableClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private MutableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** A clock in UTC that shows this moment. */
    public static MutableClock at(Instant now) {
        return new MutableClock(new AtomicReference<>(now), ZoneOffset.UTC);
    }

    /** A clock in UTC that shows this moment, such as {@code 2026-03-02T10:30:00Z}. */
    public static MutableClock at(String now) {
        return at(Instant.parse(now));
    }

    /** Shows this moment from now on, earlier or later than before. */
    public void set(Instant moment) {
        now.set(moment);
    }

    /** Moves on by this much; back, if it is negative. */
    public void advance(Duration duration) {
        now.updateAndGet(moment -> moment.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MutableClock(now, other);
    }
}
