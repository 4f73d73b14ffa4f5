package io.hookward.claim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory whose calls wait until it is let go, as those of a database that hangs. */
final class HangingStore implements DeliveryStore {
    private final DeliveryStore store = CaffeineDeliveryStore.builder().build();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final AtomicInteger calls = new AtomicInteger();

    void hang() {
        gate = new CountDownLatch(1);
    }

    void letGo() {
        gate.countDown();
    }

    /** How many calls have come, hanging or not. */
    int calls() {
        return calls.get();
    }

    private DeliveryStore store() {
        calls.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("drivers do not bear to be interrupted", interrupted);
        }
        return store;
    }

    @Override
    public Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        return store().claim(entries, token, lease);
    }

    @Override
    public boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        return store().renew(entries, token, lease);
    }

    @Override
    public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
        return store().complete(entries, token);
    }

    @Override
    public boolean release(List<ClaimEntry> entries, ClaimToken token) {
        return store().release(entries, token);
    }

    @Override
    public Optional<ClaimState> find(ClaimKey key) {
        return store().find(key);
    }

    @Override
    public boolean forget(ClaimKey key) {
        return store().forget(key);
    }

    @Override
    public void ping() {
        store().ping();
    }

    @Override
    public int purge(int atMost) {
        return store().purge(atMost);
    }
}
