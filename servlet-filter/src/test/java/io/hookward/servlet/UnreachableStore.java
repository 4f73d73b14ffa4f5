package io.hookward.servlet;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import java.time.Duration;

/** A store that cannot answer. */
final class UnreachableStore implements DeliveryStore {

    @Override
    public Claim claim(ClaimKey key, long contentFingerprint, Duration lease) {
        throw new DeliveryStoreException("unreachable");
    }

    @Override
    public boolean renew(ClaimKey key, ClaimToken token, Duration lease) {
        throw new DeliveryStoreException("unreachable");
    }

    @Override
    public boolean complete(ClaimKey key, ClaimToken token, Duration retention) {
        throw new DeliveryStoreException("unreachable");
    }

    @Override
    public boolean release(ClaimKey key, ClaimToken token) {
        throw new DeliveryStoreException("unreachable");
    }

    @Override
    public boolean forget(ClaimKey key) {
        throw new DeliveryStoreException("unreachable");
    }
}
