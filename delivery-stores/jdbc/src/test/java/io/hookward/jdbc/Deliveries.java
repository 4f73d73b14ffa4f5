package io.hookward.jdbc;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Deliveries of tests, by their ids. */
final class Deliveries {

    static final Duration LEASE = Duration.ofMinutes(1);
    static final Duration RETENTION = Duration.ofDays(7);

    private Deliveries() {}

    static ClaimKey key(String id) {
        return new ClaimKey("orders", "", ClaimKey.Kind.DELIVERY, id);
    }

    static List<ClaimEntry> of(String... ids) {
        return Arrays.stream(ids)
                .map(id -> new ClaimEntry(key(id), 42, RETENTION))
                .toList();
    }

    static Claim claim(DeliveryStore store, String... ids) {
        return store.claim(of(ids), ClaimToken.create(), LEASE);
    }

    static boolean wins(DeliveryStore store, ClaimToken token, String... ids) {
        return store.claim(of(ids), token, LEASE) instanceof Claim.Won;
    }

    /** From claim to done. */
    static boolean finish(DeliveryStore store, String... ids) {
        ClaimToken token = ClaimToken.create();
        return wins(store, token, ids) && store.complete(of(ids), token);
    }
}
