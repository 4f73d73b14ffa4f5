package io.hookward.benchmarks;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import java.time.Duration;
import java.util.List;

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
        List<ClaimEntry> entries = entries(id);
        ClaimToken token = ClaimToken.create();
        if (store.claim(entries, token, LEASE) instanceof Claim.Won) {
            return store.complete(entries, token);
        }
        throw new IllegalStateException("not won");
    }

    /** Whether an id was done before. */
    boolean isDone(String id) {
        return store.claim(entries(id), ClaimToken.create(), LEASE) instanceof Claim.Done;
    }

    private static List<ClaimEntry> entries(String id) {
        return List.of(
                new ClaimEntry(new ClaimKey("github", "", ClaimKey.Kind.DELIVERY, id), id.hashCode(), RETENTION));
    }
}
