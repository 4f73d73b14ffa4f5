package io.hookward.servlet;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store that cannot answer, until it is told to, and cannot again when it is told so. */
final class UnreachableStore implements DeliveryStore {
    private final DeliveryStore store = CaffeineDeliveryStore.builder().build();
    private volatile boolean reachable;

    void reachable(boolean now) {
        reachable = now;
    }

    private DeliveryStore store() {
        if (!reachable) {
            throw new DeliveryStoreException("unreachable");
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
