package io.hookward.testkit;

import io.hookward.claim.DeliveryStore;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The promises of {@link DeliveryStore}, one test for each. Whoever writes a store lets a test class inherit from this one:
 *
 * <pre>{@code
 * class MyStoreTest extends DeliveryStoreContract {
 *     private final AtomicLong nanos = new AtomicLong();
 *     private final DeliveryStore store = new MyStore(nanos::get);
 *
 *     protected DeliveryStore store() {
 *         return store;
 *     }
 *
 *     protected void advance(Duration duration) {
 *         nanos.addAndGet(duration.toNanos());
 *     }
 * }
 * }</pre>
 *
 * <p>A store whose time cannot be set waits in {@link #advance}, and overrides {@link #lease}, {@link #retention} and
 * {@link #resolution} with durations that are bearable and can be told apart, say 1 s, 3 s and 200 ms.
 */
public abstract class DeliveryStoreContract {

    /** For the test class that inherits the promises. */
    protected DeliveryStoreContract() {}

    /**
     * The store under test: the same one during a test. Keys are new in every test, so it may serve them all, full of
     * whatever others left.
     *
     * @return the store
     */
    protected abstract DeliveryStore store();

    /**
     * Lets time pass for the store.
     *
     * @param duration how much; positive, and at most the longest of {@link #lease} and {@link #retention}
     * @throws InterruptedException if the wait was interrupted
     */
    protected abstract void advance(Duration duration) throws InterruptedException;

    /**
     * The lease that tests claim with.
     *
     * @return 30 seconds unless overridden; at least ten times {@link #resolution}
     */
    protected Duration lease() {
        return Duration.ofSeconds(30);
    }

    /**
     * The retention that tests complete with.
     *
     * @return 7 days unless overridden; at least twice {@link #lease}
     */
    protected Duration retention() {
        return Duration.ofDays(7);
    }

    /**
     * How close to the end of a period a test may look and still be sure on which side of it the store stands.
     *
     * @return 1 nanosecond unless overridden
     */
    protected Duration resolution() {
        return Duration.ofNanos(1);
    }

    /**
     * How often each race is run.
     *
     * @return 1,000 unless overridden; a store behind a network may run fewer, as all have to fit
     *     into one lease
     */
    protected int rounds() {
        return 1_000;
    }

    @Nested
    @DisplayName("States")
    final class States extends StatePromises {
        States() {
            super(DeliveryStoreContract.this);
        }
    }

    @Nested
    @DisplayName("Repetition")
    final class Repetition extends RepetitionPromises {
        Repetition() {
            super(DeliveryStoreContract.this);
        }
    }

    @Nested
    @DisplayName("Several keys")
    final class SeveralKeys extends SeveralKeysPromises {
        SeveralKeys() {
            super(DeliveryStoreContract.this);
        }
    }

    @Nested
    @DisplayName("Fencing")
    final class Fencing extends FencingPromises {
        Fencing() {
            super(DeliveryStoreContract.this);
        }
    }

    @Nested
    @DisplayName("Time")
    final class Time extends TimePromises {
        Time() {
            super(DeliveryStoreContract.this);
        }
    }

    @Nested
    @DisplayName("Keys")
    final class Keys extends KeyPromises {
        Keys() {
            super(DeliveryStoreContract.this);
        }
    }

    @Nested
    @DisplayName("Looking")
    final class Looking extends LookPromises {
        Looking() {
            super(DeliveryStoreContract.this);
        }
    }

    @Nested
    @DisplayName("Races")
    final class Races extends RacePromises {
        Races() {
            super(DeliveryStoreContract.this);
        }
    }
}
