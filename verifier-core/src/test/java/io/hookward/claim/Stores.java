package io.hookward.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A store under test with a clock that stands until it is told otherwise, and the words to use it. */
final class Stores {

    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration RETENTION = Duration.ofDays(7);

    /** After this, whatever has expired is swept: the timer of the cache looks about once a second. */
    static final Duration SWEPT = Duration.ofSeconds(3);

    private final AtomicLong nanos = new AtomicLong(-5);
    private final CaffeineDeliveryStore store;

    private Stores(CaffeineDeliveryStore.Builder builder) {
        store = builder.nanoTime(nanos::get).build();
    }

    static Stores of(CaffeineDeliveryStore.Builder builder) {
        return new Stores(builder);
    }

    CaffeineDeliveryStore store() {
        return store;
    }

    static ClaimKey key(String id) {
        return new ClaimKey("github", "", ClaimKey.Kind.DELIVERY, id);
    }

    /** A delivery with no other key than its id. */
    static List<ClaimEntry> delivery(String id) {
        return delivery(id, RETENTION);
    }

    static List<ClaimEntry> delivery(String id, Duration retention) {
        return List.of(new ClaimEntry(key(id), 1, retention));
    }

    Claim claim(String id) {
        return store.claim(delivery(id), ClaimToken.create(), LEASE);
    }

    ClaimToken win(String id) {
        ClaimToken token = ClaimToken.create();
        assertThat(store.claim(delivery(id), token, LEASE)).isInstanceOf(Claim.Won.class);
        return token;
    }

    void finish(String id) {
        finish(id, RETENTION);
    }

    void finish(String id, Duration retention) {
        assertThat(store.complete(delivery(id, retention), win(id))).isTrue();
    }

    void finish(int from, int to) {
        for (int i = from; i < to; i++) {
            finish("evt_" + i);
        }
    }

    void assertDone(String id) {
        assertThat(claim(id)).as(id).isInstanceOf(Claim.Done.class);
    }

    void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
