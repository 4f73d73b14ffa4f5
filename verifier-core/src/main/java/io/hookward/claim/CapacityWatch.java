package io.hookward.claim;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns sizes into alarms: one for each crossing of the threshold, and a limited number while full. */
final class CapacityWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CaffeineDeliveryStore.class);
    private static final long FULL_INTERVAL = Duration.ofMinutes(1).toNanos();

    private final long capacity;
    private final long raiseAbove;
    private final long rearmBelow;
    private final CapacityAlarm alarm;
    private final LongSupplier nanoTime;
    private final AtomicBoolean raised = new AtomicBoolean();
    private final AtomicLong quietUntil;

    CapacityWatch(long capacity, CapacityAlarm alarm, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.raiseAbove = (long) (capacity * 0.8);
        this.rearmBelow = (long) (capacity * 0.7);
        this.alarm = alarm;
        this.nanoTime = nanoTime;
        this.quietUntil = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * @param size may count what has expired
     * @param swept gives the size without, which costs more
     */
    void observe(long size, LongSupplier swept) {
        if (size < rearmBelow) {
            raised.set(false);
        } else if (size > raiseAbove && !raised.get()) {
            long real = swept.getAsLong();
            if (real > raiseAbove && raised.compareAndSet(false, true)) {
                raise(CapacityAlarm.Level.NEARLY_FULL, real);
            }
        }
    }

    void full(long size) {
        long now = nanoTime.getAsLong();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + FULL_INTERVAL)) {
            raise(CapacityAlarm.Level.FULL, size);
        }
    }

    private void raise(CapacityAlarm.Level level, long size) {
        try {
            alarm.raise(level, size, capacity);
        } catch (RuntimeException e) {
            LOG.warn("The capacity alarm of the delivery store failed", e);
        }
    }
}
