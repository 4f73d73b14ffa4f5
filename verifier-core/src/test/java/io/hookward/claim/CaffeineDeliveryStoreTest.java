package io.hookward.claim;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.hookward.claim.Stores.LEASE;
import static io.hookward.claim.Stores.RETENTION;
import static io.hookward.claim.Stores.SWEPT;
import static io.hookward.claim.Stores.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CaffeineDeliveryStoreTest {

    private static final Duration INSTANT = Duration.ofNanos(1);

    private final Stores stores = Stores.of(CaffeineDeliveryStore.builder());

    @Test
    @DisplayName("the time a duplicate is told to wait is exact, and positive to the last nanosecond")
    void remainingIsExact() {
        stores.win("evt_1");
        assertThat(stores.claim("evt_1")).isEqualTo(new Claim.InFlight(LEASE, true));
        stores.advance(LEASE.minus(INSTANT));
        assertThat(stores.claim("evt_1")).isEqualTo(new Claim.InFlight(INSTANT, true));
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
                if (store.claim(key("evt_1"), 1, Duration.ofNanos(nanos)) instanceof Claim.InFlight other) {
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
        assertThat(store.claim(key("evt_1"), 1, Duration.ofNanos(1))).isInstanceOf(Claim.Won.class);
        assertThat(store.claim(key("evt_1"), 1, LEASE)).isInstanceOf(Claim.Won.class);
        assertThat(store.claim(key("evt_1"), 1, LEASE)).isInstanceOf(Claim.InFlight.class);
    }

    @Test
    @DisplayName("the size counts keys in flight and done, and no others")
    void size() {
        assertThat(stores.store().size()).isZero();
        ClaimToken released = stores.win("released");
        stores.win("held");
        stores.finish(0, 10);
        stores.assertDone("evt_3");
        stores.store().release(key("released"), released);
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
        assertThatNullPointerException().isThrownBy(() -> store.claim(null, 1, LEASE));
        assertThatNullPointerException().isThrownBy(() -> store.claim(key("new"), 1, null));
        assertThatNullPointerException().isThrownBy(() -> store.renew(key("evt_1"), token, null));
        assertThatNullPointerException().isThrownBy(() -> store.complete(key("evt_1"), null, RETENTION));
        assertThatNullPointerException().isThrownBy(() -> store.release(null, token));
        assertThatNullPointerException().isThrownBy(() -> store.forget(null));
        assertThat(store.complete(key("evt_1"), token, RETENTION)).isTrue();
    }
}
