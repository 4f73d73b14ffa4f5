package io.hookward.claim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what has expired from a store that does not do so by itself, every now and then on a thread of its own. Instances
 * that share a store may all do so; each begins at a moment of its own. Close it before the store.
 */
public final class PeriodicPurge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicPurge.class);
    private static final int BATCH = 1_000;

    private final DeliveryStore store;
    private final ScheduledThreadPoolExecutor thread;

    private PeriodicPurge(DeliveryStore store, Duration interval) {
        this.store = requireNonNull(store, "store");
        long nanos = Nanos.ofPositive(interval, "interval");
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "hookward-purge");
            daemon.setDaemon(true);
            return daemon;
        });
        var unused = thread.scheduleWithFixedDelay(
                this::purge, ThreadLocalRandom.current().nextLong(nanos), nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Begins to purge a store.
     *
     * @param interval from the end of one purge to the next; positive. The first one comes within it
     * @throws IllegalArgumentException if the interval is zero or negative
     */
    public static PeriodicPurge every(Duration interval, DeliveryStore store) {
        return new PeriodicPurge(store, interval);
    }

    private void purge() {
        try {
            while (store.purge(BATCH) == BATCH && !thread.isShutdown()) {
                // In batches, so that none takes long
            }
        } catch (RuntimeException failed) {
            LOG.warn("What has expired could not be removed from the store of claims; it is tried again", failed);
        }
    }

    /** Ends after the batch that is being removed. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
