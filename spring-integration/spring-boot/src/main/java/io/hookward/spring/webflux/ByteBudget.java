package io.hookward.spring.webflux;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of all unverified bodies in memory, up to a capacity. Safe for use by several threads. */
final class ByteBudget {
    private final AtomicLong held = new AtomicLong();
    private final long capacity;

    ByteBudget(long capacity) {
        this.capacity = capacity;
    }

    /**
     * Reserves memory for some bytes.
     *
     * @return false if there is not enough left; nothing is reserved then
     */
    boolean take(int bytes) {
        if (held.addAndGet(bytes) <= capacity) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }
}
