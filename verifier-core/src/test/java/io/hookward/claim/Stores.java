package io.hookward.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
        return new ClaimKey("github", ClaimKey.Kind.DELIVERY, id);
    }

    Claim claim(String id) {
        return store.claim(key(id), 1, LEASE);
    }

    ClaimToken win(String id) {
        Claim claim = claim(id);
        assertThat(claim).isInstanceOf(Claim.Won.class);
        return ((Claim.Won) claim).token();
    }

    void finish(String id) {
        finish(id, RETENTION);
    }

    void finish(String id, Duration retention) {
        assertThat(store.complete(key(id), win(id), retention)).isTrue();
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
