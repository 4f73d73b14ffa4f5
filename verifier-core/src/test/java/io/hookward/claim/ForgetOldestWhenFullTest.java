package io.hookward.claim;

import static io.hookward.claim.Stores.LEASE;
import static io.hookward.claim.Stores.RETENTION;
import static io.hookward.claim.Stores.SWEPT;
import static io.hookward.claim.Stores.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.awaitility.Awaitility;
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
        stores.store().complete(key("claimed first"), claimedFirst, Duration.ofMinutes(1));
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
        stores.store().complete(key("last"), last, RETENTION);
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
    @DisplayName("a mark that expired or was forgotten among living ones leaves nothing behind in memory")
    void spentMarksAreCollected() {
        stores.finish("older");
        WeakReference<ClaimKey> expired = finishBriefly("expired");
        WeakReference<ClaimKey> forgotten = finishBriefly("forgotten");
        stores.finish("newer");
        stores.store().forget(key("forgotten"));
        stores.advance(LEASE.plus(SWEPT));
        assertThat(stores.store().size()).isEqualTo(2);
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(expired.get()).isNull();
            assertThat(forgotten.get()).isNull();
        });
        stores.assertDone("older");
        stores.assertDone("newer");
    }

    private WeakReference<ClaimKey> finishBriefly(String id) {
        ClaimKey key = key(id);
        Claim.Won won = (Claim.Won) stores.store().claim(key, 1, LEASE);
        stores.store().complete(key, won.token(), LEASE);
        return new WeakReference<>(key);
    }
}
