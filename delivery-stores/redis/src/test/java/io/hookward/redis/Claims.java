package io.hookward.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimKey.Kind;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys and claims as tests name them. */
final class Claims {
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration RETENTION = Duration.ofDays(7);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Claims() {}

    /** Of an endpoint that no other test has. */
    static ClaimKey newKey() {
        return key("endpoint-" + COUNT.incrementAndGet(), "evt_1");
    }

    static ClaimKey key(String endpoint, String id) {
        return new ClaimKey(endpoint, "", Kind.DELIVERY, id);
    }

    /** The key of a signature at the endpoint of another key. */
    static ClaimKey signature(ClaimKey of, String signature) {
        return new ClaimKey(of.endpoint(), of.tenant(), Kind.SIGNATURE, signature);
    }

    static List<ClaimEntry> of(ClaimKey... keys) {
        return Arrays.stream(keys)
                .map(each -> new ClaimEntry(each, 42, RETENTION))
                .toList();
    }

    static Claim claim(DeliveryStore store, ClaimKey... keys) {
        return store.claim(of(keys), ClaimToken.create(), LEASE);
    }

    static ClaimToken win(DeliveryStore store, ClaimKey... keys) {
        ClaimToken token = ClaimToken.create();
        assertThat(store.claim(of(keys), token, LEASE)).isInstanceOf(Claim.Won.class);
        return token;
    }

    static void finish(DeliveryStore store, ClaimKey... keys) {
        assertThat(store.complete(of(keys), win(store, keys))).isTrue();
    }
}
