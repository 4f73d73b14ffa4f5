package io.hookward.samples.jetty;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import java.time.Duration;

/** The store in memory, which can be out of reach. Safe for use by several threads. */
final class DemoStore implements DeliveryStore {
    private final DeliveryStore store = CaffeineDeliveryStore.builder().build();
    private volatile boolean reachable = true;

    void reachable(boolean now) {
        reachable = now;
    }

    private DeliveryStore store() {
        if (!reachable) {
            throw new DeliveryStoreException("out of reach, for the demonstration");
        }
        return store;
    }

    @Override
    public Claim claim(ClaimKey key, long contentFingerprint, Duration lease) {
        return store().claim(key, contentFingerprint, lease);
    }

    @Override
    public boolean renew(ClaimKey key, ClaimToken token, Duration lease) {
        return store().renew(key, token, lease);
    }

    @Override
    public boolean complete(ClaimKey key, ClaimToken token, Duration retention) {
        return store().complete(key, token, retention);
    }

    @Override
    public boolean release(ClaimKey key, ClaimToken token) {
        return store().release(key, token);
    }

    @Override
    public boolean forget(ClaimKey key) {
        return store().forget(key);
    }
}
