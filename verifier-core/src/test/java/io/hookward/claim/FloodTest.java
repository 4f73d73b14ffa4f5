package io.hookward.claim;

import static io.hookward.claim.Stores.LEASE;
import static io.hookward.claim.Stores.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Very many valid ids, as in a busy hour or from a sender gone wild. */
class FloodTest {

    private static final int THREADS = 8;

    @Test
    @DisplayName("of 300,000 deliveries none is forgotten: each repetition is recognised, early or late")
    void nothingIsForgotten() {
        int deliveries = 300_000;
        Stores stores = Stores.of(CaffeineDeliveryStore.builder());
        int missed = 0;
        for (int i = 0; i < deliveries; i++) {
            stores.finish("evt_" + i);
            missed += stores.claim("evt_" + Math.max(0, i - 200)) instanceof Claim.Done ? 0 : 1;
        }
        for (int i = 0; i < deliveries; i++) {
            missed += stores.claim("evt_" + i) instanceof Claim.Done ? 0 : 1;
        }
        assertThat(missed).isZero();
        assertThat(stores.store().size()).isEqualTo(deliveries);
    }

    @Test
    @DisplayName("claims that nobody ends do not pile up in memory: their number is bounded by those still held")
    void abandonedClaims() {
        AtomicLong nanos = new AtomicLong();
        ClaimTable table = new ClaimTable(Long.MAX_VALUE, nanos::get, null);
        for (int i = 0; i < 100_000; i++) {
            nanos.addAndGet(1);
            table.claim(delivery("evt_" + i), ClaimToken.create(), 1_000);
            assertThat(table.size()).isLessThanOrEqualTo(2_000);
        }
    }

    @Test
    @DisplayName("a flood beyond the capacity is refused, and what was there before it is still known")
    void floodBeyondCapacity() {
        Stores stores = Stores.of(CaffeineDeliveryStore.builder().capacity(2_000));
        stores.finish(0, 2_000);
        for (int i = 2_000; i < 20_000; i++) {
            String flood = "evt_" + i;
            assertThatExceptionOfType(StoreFullException.class).isThrownBy(() -> stores.claim(flood));
        }
        for (int i = 0; i < 2_000; i++) {
            stores.assertDone("evt_" + i);
        }
    }

    @Test
    @DisplayName("131,072 ids that were crafted to share a hash code are as good as any, and nearly as quick")
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void collidingIds() {
        Stores stores = Stores.of(CaffeineDeliveryStore.builder());
        for (int i = 0; i < 1 << 17; i++) {
            stores.win(colliding(i));
        }
        assertThat(colliding(1).hashCode()).isEqualTo(colliding(77_777).hashCode());
        assertThat(stores.claim(colliding(77_777))).isInstanceOf(Claim.InFlight.class);
        assertThat(stores.store().size()).isEqualTo(1 << 17);
    }

    @Test
    @DisplayName("many threads that flood a refusing store pass its limit by no more than their number")
    void limitHoldsUnderLoad() throws Exception {
        CaffeineDeliveryStore store =
                CaffeineDeliveryStore.builder().capacity(1_000).build();
        AtomicInteger won = new AtomicInteger();
        together((thread, i) -> {
            try {
                store.claim(delivery(thread + "-" + i), ClaimToken.create(), LEASE);
                won.incrementAndGet();
            } catch (StoreFullException e) {
                assertThat(store.size()).isGreaterThanOrEqualTo(1_000);
            }
        });
        assertThat(won.get()).isBetween(1_000, 1_000 + THREADS);
        assertThat(store.size()).isEqualTo(won.get());
    }

    @Test
    @DisplayName(
            "many threads that flood a forgetting store lose no count: every key is held, or was forgotten and counted")
    void countsHoldUnderLoad() throws Exception {
        CaffeineDeliveryStore store = CaffeineDeliveryStore.builder()
                .capacity(1_000)
                .whenFull(WhenFull.FORGET_OLDEST)
                .build();
        together((thread, i) -> {
            ClaimToken token = ClaimToken.create();
            assertThat(store.claim(delivery(thread + "-" + i), token, LEASE)).isInstanceOf(Claim.Won.class);
            assertThat(store.complete(delivery(thread + "-" + i), token)).isTrue();
        });
        assertThat(store.size()).isBetween(1_000L, 1_000L + THREADS);
        assertThat(store.size() + store.evictedUnexpired()).isEqualTo(THREADS * 2_000L);
    }

    private interface Delivery {
        void handle(int thread, int number);
    }

    private static void together(Delivery delivery) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                work.add(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        delivery.handle(thread, i);
                    }
                    return thread;
                });
            }
            for (Future<Integer> each : threads.invokeAll(work, 1, TimeUnit.MINUTES)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** "Aa" and "BB" have one hash code, and so have all rows of 17 of them. */
    private static String colliding(int number) {
        StringBuilder id = new StringBuilder();
        for (int bit = 0; bit < 17; bit++) {
            id.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return id.toString();
    }
}
