package io.hookward.testkit;

import io.hookward.claim.BoundedDeliveryStore;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.WhenFull;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** The store in memory keeps the promises under either policy, and wherever its clock starts. */
class CaffeineDeliveryStoreContractTest {

    @Nested
    @DisplayName("The store that refuses when full")
    class Refusing extends OnManualClock {
        Refusing() {
            super(0, WhenFull.REFUSE);
        }
    }

    @Nested
    @DisplayName("The store that forgets the oldest when full")
    class Forgetting extends OnManualClock {
        Forgetting() {
            super(-1_000_000_007L, WhenFull.FORGET_OLDEST);
        }
    }

    @Nested
    @DisplayName("The store on a clock that wraps during the first lease")
    class Wrapping extends OnManualClock {
        Wrapping() {
            super(Long.MAX_VALUE - Duration.ofSeconds(20).toNanos(), WhenFull.FORGET_OLDEST);
        }
    }

    @Nested
    @DisplayName("The store behind a bound")
    class Bounded extends OnManualClock {
        private final DeliveryStore bounded = BoundedDeliveryStore.builder(super.store())
                .maxWait(Duration.ofMinutes(1))
                .build();

        Bounded() {
            super(0, WhenFull.REFUSE);
        }

        @Override
        protected DeliveryStore store() {
            return bounded;
        }
    }

    abstract static class OnManualClock extends DeliveryStoreContract {
        private final AtomicLong nanos;
        private final DeliveryStore store;

        OnManualClock(long start, WhenFull whenFull) {
            nanos = new AtomicLong(start);
            store = CaffeineDeliveryStore.builder()
                    .nanoTime(nanos::get)
                    .whenFull(whenFull)
                    .build();
        }

        @Override
        protected DeliveryStore store() {
            return store;
        }

        @Override
        protected void advance(Duration duration) {
            nanos.addAndGet(duration.toNanos());
        }
    }
}
