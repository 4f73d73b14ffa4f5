package io.hookward;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** A clock that moves when a test says so: the wall clock of verifiers, and the monotonic one of stores. */
public final class TestClock extends Clock {
    private final AtomicReference<Instant> now;

    private TestClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    public static TestClock at(Instant now) {
        return new TestClock(now);
    }

    public static TestClock at(String now) {
        return at(Instant.parse(now));
    }

    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    /** The same time in nanoseconds, as a {@code CaffeineDeliveryStore} reads it. */
    public LongSupplier nanoTime() {
        return () -> Math.addExact(
                Math.multiplyExact(instant().getEpochSecond(), 1_000_000_000L),
                instant().getNano());
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
