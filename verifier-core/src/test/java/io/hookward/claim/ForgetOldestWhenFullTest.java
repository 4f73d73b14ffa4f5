package io.hookward.claim;

import static io.hookward.claim.Stores.LEASE;
import static io.hookward.claim.Stores.RETENTION;
import static io.hookward.claim.Stores.SWEPT;
import static io.hookward.claim.Stores.delivery;
import static io.hookward.claim.Stores.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ForgetOldestWhenFullTest {

    private final Stores stores =
            Stores.of(CaffeineDeliveryStore.builder().capacity(100).whenFull(WhenFull.FORGET_OLDEST));

    @Test
    @DisplayName("the last keys are always known, as many as there is room for: age decides, not use")
    void newestAreKept() {
        for (int i = 0; i < 10_000; i++) {
            stores.finish("evt_" + i);
            stores.assertDone("evt_" + Math.max(0, i - 99));
        }
        for (int i = 9_900; i < 10_000; i++) {
            stores.assertDone("evt_" + i);
        }
        assertThat(stores.store().evictedUnexpired()).isEqualTo(9_900);
        assertThat(stores.store().size()).isEqualTo(100);
    }

    @Test
    @DisplayName("the key that was done first goes first, whenever it was claimed, asked for, or due to expire")
    void doneFirstGoesFirst() {
        ClaimToken claimedFirst = stores.win("claimed first");
        stores.finish("done first", RETENTION.multipliedBy(2));
        stores.store().complete(delivery("claimed first", Duration.ofMinutes(1)), claimedFirst);
        stores.finish(0, 98);
        stores.assertDone("done first");
        stores.win("new");
        stores.assertDone("claimed first");
        stores.assertDone("evt_0");
        assertThat(stores.store().evictedUnexpired()).isEqualTo(1);
        stores.win("newer");
        stores.assertDone("evt_0");
        assertThat(stores.store().evictedUnexpired()).isEqualTo(2);
    }

    @Test
    @DisplayName("a key that ran again is as old as its last completion")
    void runningAgainRenewsAge() {
        stores.finish("again");
        stores.finish(0, 99);
        stores.store().forget(key("again"));
        stores.finish("again");
        stores.win("new");
        stores.assertDone("again");
        assertThat(stores.claim("evt_0")).isInstanceOf(Claim.Won.class);
    }

    @Test
    @DisplayName("a key in flight is never forgotten: when nothing else is left, the new one is refused")
    void claimsAreKept() {
        for (int i = 0; i < 99; i++) {
            stores.win("held_" + i);
        }
        stores.finish("done");
        ClaimToken last = stores.win("last");
        assertThatExceptionOfType(StoreFullException.class).isThrownBy(() -> stores.claim("new"));
        assertThat(stores.store().evictedUnexpired()).isEqualTo(1);
        for (int i = 0; i < 99; i++) {
            assertThat(stores.claim("held_" + i)).isInstanceOf(Claim.InFlight.class);
        }
        stores.store().complete(delivery("last"), last);
        stores.win("new");
    }

    @Test
    @DisplayName("a mark whose retention is over is not counted as forgotten too early, even before it is swept")
    void expiredMarksAreNotCounted() {
        stores.finish("short", Duration.ofSeconds(1));
        stores.finish(0, 99);
        stores.advance(Duration.ofSeconds(1));
        stores.win("new");
        assertThat(stores.store().evictedUnexpired()).isZero();
        stores.assertDone("evt_0");
    }

    @Test
    @DisplayName("a mark that expired, ran again or was forgotten among living ones has left the order of age")
    void spentMarksLeave() {
        AgeOrder ages = new AgeOrder();
        AtomicLong nanos = new AtomicLong();
        ClaimTable table = new ClaimTable(100, nanos::get, ages);
        finish(table, "swept", LEASE);
        finish(table, "again", LEASE);
        finish(table, "kept", RETENTION);
        finish(table, "forgotten", RETENTION);
        table.forget(key("forgotten"));
        nanos.addAndGet(LEASE.toNanos());
        finish(table, "again", RETENTION);
        nanos.addAndGet(SWEPT.toNanos());
        assertThat(table.sweepTo(0)).isEqualTo(2);

        AgedDoneEntry kept = ages.oldest();
        assertThat(kept).isEqualTo(KeyHash.of(key("kept")));
        assertThat(kept.newer).isEqualTo(KeyHash.of(key("again")));
        assertThat(kept.newer.newer).isNull();
    }

    private static void finish(ClaimTable table, String id, Duration retention) {
        ClaimToken token = ClaimToken.create();
        assertThat(table.claim(delivery(id), token, 1)).isInstanceOf(Claim.Won.class);
        assertThat(table.complete(delivery(id, retention), token)).isTrue();
    }

    @Test
    @DisplayName("a key that is claimed again while its expired mark is not swept yet is done once, and forgotten once")
    void againBeforeTheSweep() {
        stores.finish("again", LEASE);
        stores.advance(LEASE);
        stores.finish("again");
        stores.finish(0, 100);
        assertThat(stores.store().evictedUnexpired()).isEqualTo(1);
        assertThat(stores.claim("again")).isInstanceOf(Claim.Won.class);
    }
}
