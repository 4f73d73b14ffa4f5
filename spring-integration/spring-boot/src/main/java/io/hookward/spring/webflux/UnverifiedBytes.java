package io.hookward.spring.webflux;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all bodies that are held and not yet judged, up to a capacity. Safe for use by several threads. */
final class UnverifiedBytes {
    private final AtomicLong held = new AtomicLong();
    private final long capacity;

    UnverifiedBytes(long capacity) {
        this.capacity = capacity;
    }

    /** Takes room for some bytes, unless there is none. */
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
