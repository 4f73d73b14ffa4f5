package io.hookward.key;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Objects that are dear to make and serve one thread at a time. A thread looks in one place, which hardly any other uses,
 * and makes a new object if there is none; so nobody waits, and no more are kept than there are places. Not by thread
 * local: virtual threads are too many to have one each. Safe for use by several threads.
 */
final class Pool<T> {
    /** So far apart that two places do not share a cache line. */
    private static final int STRIDE = 16;

    private static final int PLACES =
            Integer.highestOneBit(Math.max(1, Runtime.getRuntime().availableProcessors() * 2 - 1)) * 2;

    private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES * STRIDE);
    private final Supplier<T> maker;

    Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        T kept = places.getAndSet(place(), null);
        return kept == null ? maker.get() : kept;
    }

    void give(T object) {
        places.setRelease(place(), object);
    }

    private static int place() {
        long id = Thread.currentThread().getId();
        return ((int) (id * 0x9E3779B97F4A7C15L >>> 32) & PLACES - 1) * STRIDE;
    }
}
