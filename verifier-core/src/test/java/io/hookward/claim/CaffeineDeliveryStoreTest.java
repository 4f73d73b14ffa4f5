package io.hookward.claim;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.hookward.claim.Stores.LEASE;
import static io.hookward.claim.Stores.RETENTION;
import static io.hookward.claim.Stores.SWEPT;
import static io.hookward.claim.Stores.delivery;
import static io.hookward.claim.Stores.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class CaffeineDeliveryStoreTest {

    private static final Duration INSTANT = Duration.ofNanos(1);

    private final Stores stores = Stores.of(CaffeineDeliveryStore.builder());

    @Test
    @DisplayName("the time a duplicate is told to wait is exact, and positive to the last nanosecond")
    void remainingIsExact() {
        stores.win("evt_1");
        assertThat(stores.claim("evt_1")).isEqualTo(new Claim.InFlight(key("evt_1"), LEASE, true));
        stores.advance(LEASE.minus(INSTANT));
        assertThat(stores.claim("evt_1")).isEqualTo(new Claim.InFlight(key("evt_1"), INSTANT, true));
        stores.advance(INSTANT);
        stores.win("evt_1");
    }

    @Test
    @DisplayName("an expired key is absent at once, though it was not swept yet")
    void expiryIsExact() {
        stores.finish("evt_1");
        stores.advance(RETENTION.minus(INSTANT));
        stores.assertDone("evt_1");
        stores.advance(INSTANT);
        assertThat(stores.store().forget(key("evt_1"))).isFalse();
        stores.win("evt_1");
    }

    @Test
    @DisplayName("a lease that ends while it is looked at is over: nobody is told to wait for no time")
    void leaseEndsDuringClaim() {
        AtomicLong running = new AtomicLong();
        CaffeineDeliveryStore store = CaffeineDeliveryStore.builder()
                .nanoTime(running::getAndIncrement)
                .build();
        for (int nanos = 1; nanos < 100; nanos++) {
            for (int ask = 0; ask < 100; ask++) {
                Claim claim = store.claim(delivery("evt_1"), ClaimToken.create(), Duration.ofNanos(nanos));
                if (claim instanceof Claim.InFlight other) {
                    assertThat(other.remaining()).isPositive();
                }
            }
        }
    }

    @Test
    @DisplayName("the longest retention still holds after a hundred years")
    void hugeRetention() {
        stores.finish("evt_1", Duration.ofSeconds(Long.MAX_VALUE));
        stores.advance(Duration.ofDays(36_500));
        stores.assertDone("evt_1");
    }

    @Test
    @DisplayName("the wall clock has no say: nothing here reads it")
    void noWallClock() {
        noClasses()
                .that(resideInAPackage("io.hookward.claim"))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Instant.class, Clock.class, Date.class)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.hookward.claim"));
    }

    @Test
    @DisplayName("the store that nobody configured holds a million keys, and runs on real time")
    void defaults() {
        CaffeineDeliveryStore store = CaffeineDeliveryStore.builder().build();
        assertThat(store.capacity()).isEqualTo(1_000_000);
        assertThat(store.claim(delivery("evt_1"), ClaimToken.create(), INSTANT)).isInstanceOf(Claim.Won.class);
        assertThat(store.claim(delivery("evt_1"), ClaimToken.create(), LEASE)).isInstanceOf(Claim.Won.class);
        assertThat(store.claim(delivery("evt_1"), ClaimToken.create(), LEASE)).isInstanceOf(Claim.InFlight.class);
    }

    @Test
    @DisplayName("the size counts keys in flight and done, and no others")
    void size() {
        assertThat(stores.store().size()).isZero();
        ClaimToken released = stores.win("released");
        stores.win("held");
        stores.finish(0, 10);
        stores.assertDone("evt_3");
        stores.store().release(delivery("released"), released);
        stores.store().forget(key("evt_0"));
        assertThat(stores.store().size()).isEqualTo(10);
    }

    @Test
    @DisplayName("the size does not count what expired, however much it is")
    void sizeAfterExpiry() {
        stores.finish(0, 5_000);
        stores.advance(RETENTION.plus(SWEPT));
        assertThat(stores.store().size()).isZero();
    }

    @Test
    @DisplayName("a capacity under 1 is refused when the store is built")
    void capacityIsPositive() {
        CaffeineDeliveryStore.Builder builder = CaffeineDeliveryStore.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.capacity(0))
                .withMessageContaining("0");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.capacity(-1));
    }

    @Test
    @DisplayName("null is refused, and changes nothing")
    @SuppressWarnings("NullAway")
    void nullIsRefused() {
        CaffeineDeliveryStore store = stores.store();
        ClaimToken token = stores.win("evt_1");
        assertThatNullPointerException().isThrownBy(() -> store.claim(null, token, LEASE));
        assertThatNullPointerException().isThrownBy(() -> store.claim(delivery("new"), null, LEASE));
        assertThatNullPointerException().isThrownBy(() -> store.claim(delivery("new"), token, null));
        assertThatNullPointerException().isThrownBy(() -> store.renew(delivery("evt_1"), token, null));
        assertThatNullPointerException().isThrownBy(() -> store.renew(delivery("evt_1"), null, LEASE));
        assertThatNullPointerException().isThrownBy(() -> store.complete(delivery("evt_1"), null));
        assertThatNullPointerException().isThrownBy(() -> store.release(null, token));
        assertThatNullPointerException().isThrownBy(() -> store.release(delivery("evt_1"), null));
        assertThatNullPointerException().isThrownBy(() -> store.find(null));
        assertThatNullPointerException().isThrownBy(() -> store.forget(null));
        assertThat(store.complete(delivery("evt_1"), token)).isTrue();
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("what is left of a lease and of a retention is told to the nanosecond")
    void remainingTime() {
        ClaimToken token = stores.win("evt_1");
        stores.advance(INSTANT);
        assertThat(stores.store().find(key("evt_1"))).contains(new ClaimState.InFlight(token, LEASE.minus(INSTANT)));
        stores.store().complete(delivery("evt_1"), token);
        stores.advance(RETENTION.minus(INSTANT));
        assertThat(stores.store().find(key("evt_1"))).contains(new ClaimState.Done(INSTANT));
    }

    @Test
    @DisplayName("a purge gives back what has expired, and reports nothing, as it would have gone without")
    void purge() {
        stores.finish(0, 5_000);
        stores.win("abandoned");
        stores.advance(RETENTION.plus(SWEPT));
        stores.win("held");
        assertThat(stores.store().purge(1)).isZero();
        assertThat(stores.store().size()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> stores.store().purge(0));
    }

    @Test
    @DisplayName("threads that take overlapping keys in opposite orders do not wait for each other for ever")
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void noDeadlock() throws Exception {
        CaffeineDeliveryStore store = CaffeineDeliveryStore.builder().build();
        List<ClaimEntry> forth = IntStream.range(0, 200)
                .mapToObj(i -> delivery("evt_" + i).get(0))
                .toList();
        List<ClaimEntry> back = new ArrayList<>(forth);
        Collections.reverse(back);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<ClaimEntry> entries = i % 2 == 0 ? forth : back;
                work.add(() -> {
                    int won = 0;
                    while (won < 100) {
                        ClaimToken token = ClaimToken.create();
                        boolean alone = store.claim(entries, token, LEASE) instanceof Claim.Won
                                && store.release(entries, token);
                        won += alone ? 1 : 0;
                    }
                    return won;
                });
            }
            for (Future<Integer> each : threads.invokeAll(work)) {
                assertThat(each.get()).isEqualTo(100);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.size()).isZero();
    }
}
