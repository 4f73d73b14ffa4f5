package io.hookward.testkit;

import io.hookward.claim.ClaimKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds whoever is between looking and writing until others are there as well: a race that is lost only by accident would
 * prove nothing.
 */
class RacedStore extends MapStore {
    private final Thread test = Thread.currentThread();
    private final Map<Object, CountDownLatch> meetings = new ConcurrentHashMap<>();

    /** Who waits for whom: those with the same meeting. */
    Object meeting(ClaimKey key) {
        return identity(key);
    }

    /** How many have to come. */
    int company() {
        return 2;
    }

    @Override
    void gap(ClaimKey key) {
        if (Thread.currentThread() == test) {
            return; // It prepares the race and nobody will come.
        }
        arrive(key);
        await(key);
    }

    final void arrive(ClaimKey key) {
        latch(key).countDown();
    }

    final void await(ClaimKey key) {
        try {
            if (!latch(key).await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody else came for " + key.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Nobody else came for " + key.id(), e);
        }
    }

    private CountDownLatch latch(ClaimKey key) {
        return meetings.computeIfAbsent(meeting(key), absent -> new CountDownLatch(company()));
    }
}
