package io.hookward.claim;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks that a call takes for all of its keys at once. They are always taken in the same order, so no two calls wait for each
 * other in a circle.
 */
final class KeyLocks {
    private final ReentrantLock[] stripes = new ReentrantLock[Long.SIZE];

    KeyLocks() {
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /** Waits until no other call has any of the keys, and returns what {@link #unlock} needs. */
    long lock(KeyHash... keys) {
        long locked = 0;
        for (KeyHash key : keys) {
            locked |= 1L << key.stripe();
        }
        for (long rest = locked; rest != 0; rest &= rest - 1) {
            stripes[Long.numberOfTrailingZeros(rest)].lock();
        }
        return locked;
    }

    void unlock(long locked) {
        for (long rest = locked; rest != 0; rest &= rest - 1) {
            stripes[Long.numberOfTrailingZeros(rest)].unlock();
        }
    }
}
