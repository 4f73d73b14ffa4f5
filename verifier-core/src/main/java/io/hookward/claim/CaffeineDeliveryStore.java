package io.hookward.claim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps claims in the memory of this process. It forgets everything at a restart and shares nothing with other
 * instances: several instances behind one address, or replay protection across restarts, want a shared store.
 *
 * <p>Time alone decides what is remembered: a claim until its lease is over, a done mark until its retention is over. The
 * clock is monotonic ({@link System#nanoTime()}), so changing the wall clock has no effect; durations of more than about
 * 146 years count as that. The number of keys is limited by {@link Builder#capacity}; what happens at the limit is chosen
 * by {@link Builder#whenFull}, and is never silent. Keys already held are answered whether or not the store is full.
 *
 * <p>A done key takes about 120 bytes of the heap, however long its id is: keys are kept as hashes of 128 bits, under a key
 * that is drawn at random when the process starts. With {@link WhenFull#FORGET_OLDEST} it takes 8 more.
 *
 * <p>An entry whose time is over is absent at once. Its memory is given back a second or two later, and only while the store
 * is in use. While many threads claim at once the limit may be exceeded by the keys of one claim for each thread.
 *
 * <p>Safe for many threads. It starts none, and holds nothing that needs closing.
 */
public final class CaffeineDeliveryStore implements DeliveryStore {

    private final long capacity;
    private final CapacityWatch watch;
    private final ClaimTable table;

    private CaffeineDeliveryStore(Builder builder) {
        capacity = builder.capacity;
        CapacityAlarm alarm = builder.alarm == null ? new LoggingAlarm(builder.whenFull) : builder.alarm;
        watch = new CapacityWatch(capacity, alarm, builder.nanoTime);
        AgeOrder ages = builder.whenFull == WhenFull.FORGET_OLDEST ? new AgeOrder() : null;
        table = new ClaimTable(capacity, builder.nanoTime, ages);
    }

    /**
     * Starts to build a store. Without further choices it holds a million keys, refuses more, and logs when it fills.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        List<ClaimEntry> all = ClaimEntry.checked(entries);
        requireNonNull(token, "token");
        long nanos = Nanos.ofPositive(lease, "lease");
        Claim answer = table.claim(all, token, nanos);
        while (answer == null) {
            makeRoom(all.size());
            answer = table.claim(all, token, nanos);
        }
        if (answer instanceof Claim.Won) {
            watch.observe(table.size(), this::size);
        }
        return answer;
    }

    @Override
    public boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        requireNonNull(token, "token");
        return table.renew(ClaimEntry.checked(entries), token, Nanos.ofPositive(lease, "lease"));
    }

    @Override
    public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
        requireNonNull(token, "token");
        return table.complete(ClaimEntry.checked(entries), token);
    }

    @Override
    public boolean release(List<ClaimEntry> entries, ClaimToken token) {
        requireNonNull(token, "token");
        return table.release(ClaimEntry.checked(entries), token);
    }

    @Override
    public Optional<ClaimState> find(ClaimKey key) {
        return table.find(requireNonNull(key, "key"));
    }

    @Override
    public boolean forget(ClaimKey key) {
        return table.forget(requireNonNull(key, "key"));
    }

    /** Does nothing: memory can always answer. */
    @Override
    public void ping() {}

    /**
     * Gives back the memory of expired keys, which in a store that is in use happens without it.
     *
     * @return 0
     */
    @Override
    public int purge(int atMost) {
        if (atMost < 1) {
            throw new IllegalArgumentException("atMost must be at least 1, was " + atMost);
        }
        table.sweepTo(0);
        return 0;
    }

    /**
     * How many keys are held, in flight and done. Removes what has expired first, so it is meant for a gauge, not for
     * every request; it may count keys that expired a second or two ago.
     *
     * @return the number of keys
     */
    public long size() {
        return table.sweepTo(0);
    }

    /**
     * How many keys it may hold.
     *
     * @return the number given to {@link Builder#capacity}
     */
    public long capacity() {
        return capacity;
    }

    /**
     * How many done marks were forgotten within their retention, for lack of room, since the store was built. Always 0
     * with {@link WhenFull#REFUSE}.
     *
     * @return a number that only grows
     */
    public long evictedUnexpired() {
        return table.evictedUnexpired();
    }

    /** While no key is locked, because the alarm is somebody else's code. */
    private void makeRoom(int keys) {
        table.sweepTo(capacity - keys);
        while (table.size() + keys > capacity) {
            watch.full(table.size());
            if (!table.forgetOldest()) {
                throw new StoreFullException(capacity);
            }
        }
    }

    /** Builds a {@link CaffeineDeliveryStore}. Not safe for many threads. */
    public static final class Builder {

        private long capacity = 1_000_000;
        private WhenFull whenFull = WhenFull.REFUSE;
        private @Nullable CapacityAlarm alarm;
        private LongSupplier nanoTime = System::nanoTime;

        private Builder() {}

        /**
         * How many keys the store may hold. To reckon with: deliveries per second, times the retention in seconds, times
         * two where signatures are remembered too.
         *
         * @param capacity at least 1; 1,000,000 unless chosen
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder capacity(long capacity) {
            if (capacity < 1) {
                throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
            }
            this.capacity = capacity;
            return this;
        }

        /**
         * What to do with a new key when the store is full.
         *
         * @param whenFull the choice; {@link WhenFull#REFUSE} unless chosen
         * @return this builder
         */
        public Builder whenFull(WhenFull whenFull) {
            this.whenFull = requireNonNull(whenFull, "whenFull");
            return this;
        }

        /**
         * Who is told when the store fills.
         *
         * @param alarm the alarm; one that logs a warning unless chosen
         * @return this builder
         */
        public Builder alarm(CapacityAlarm alarm) {
            this.alarm = requireNonNull(alarm, "alarm");
            return this;
        }

        /**
         * The clock that decides about leases and retentions.
         *
         * @param nanoTime nanoseconds of a clock that never steps back, read often and from many threads;
         *     {@link System#nanoTime()} unless chosen
         * @return this builder
         */
        public Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = requireNonNull(nanoTime, "nanoTime");
            return this;
        }

        /**
         * Builds the store.
         *
         * @return a new, empty store
         */
        public CaffeineDeliveryStore build() {
            return new CaffeineDeliveryStore(this);
        }
    }
}
