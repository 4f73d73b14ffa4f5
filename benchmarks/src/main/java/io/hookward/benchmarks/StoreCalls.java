package io.hookward.benchmarks;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.DeliveryStore;
import java.time.Duration;

/** The calls to a store that are measured, in one place. */
final class StoreCalls {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofDays(7);

    private final DeliveryStore store;

    /**
     * @param capacity how many ids it may remember
     */
    StoreCalls(long capacity) {
        store = CaffeineDeliveryStore.builder().capacity(capacity).build();
    }

    /** Claims an id that nobody claimed before, and completes the claim. */
    boolean claimAndComplete(String id) {
        ClaimKey key = key(id);
        if (store.claim(key, id.hashCode(), LEASE) instanceof Claim.Won won) {
            return store.complete(key, won.token(), RETENTION);
        }
        throw new IllegalStateException("not won");
    }

    /** Whether an id was done before. */
    boolean isDone(String id) {
        return store.claim(key(id), id.hashCode(), LEASE) instanceof Claim.Done;
    }

    private static ClaimKey key(String id) {
        return new ClaimKey("github", ClaimKey.Kind.DELIVERY, id);
    }
}
