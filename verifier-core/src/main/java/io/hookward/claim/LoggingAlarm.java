package io.hookward.claim;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log how full the store is, and what follows from it. */
final class LoggingAlarm implements CapacityAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(CaffeineDeliveryStore.class);

    private final WhenFull whenFull;

    LoggingAlarm(WhenFull whenFull) {
        this.whenFull = whenFull;
    }

    @Override
    public void raise(Level level, long size, long capacity) {
        String consequence = whenFull == WhenFull.REFUSE
                ? "new deliveries are refused and must be sent again"
                : "the oldest done deliveries are forgotten before their retention is over, and would run again";
        if (level == Level.FULL) {
            LOG.warn("The delivery store is full, {} of {} keys: {}", size, capacity, consequence);
        } else {
            LOG.warn("The delivery store is nearly full, {} of {} keys: once it is, {}", size, capacity, consequence);
        }
    }
}
