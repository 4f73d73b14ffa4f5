package io.hookward.testkit;

import io.hookward.claim.ClaimKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Holds whoever is between looking and writing until a second thread is there with the same key: a race that is lost
 * only by accident would prove nothing.
 */
class RacedStore extends MapStore {
    private final Thread test = Thread.currentThread();
    private final Map<Object, CountDownLatch> meetings = new ConcurrentHashMap<>();

    @Override
    void gap(ClaimKey key) {
        if (Thread.currentThread() == test) {
            return; // It prepares the race and nobody will come.
        }
        CountDownLatch meeting = meetings.computeIfAbsent(identity(key), absent -> new CountDownLatch(2));
        meeting.countDown();
        try {
            meeting.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Nobody else came for " + key.id(), e);
        }
    }
}
