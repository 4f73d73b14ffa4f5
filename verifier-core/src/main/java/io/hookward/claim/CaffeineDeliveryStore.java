package io.hookward.claim;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
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
 * <p>An entry whose time is over counts as absent at once. Its memory is given back a second or two later, and only while
 * the store is in use. While many threads claim at once the limit may be passed by as many keys as there are threads.
 *
 * <p>Safe for many threads. It starts none, and holds nothing that needs closing.
 */
public final class CaffeineDeliveryStore implements DeliveryStore {

    private final Cache<ClaimKey, Entry> cache;
    private final long capacity;
    private final LongSupplier nanoTime;
    private final CapacityWatch watch;
    private final @Nullable AgeOrder ages;
    private final LongAdder evictedUnexpired = new LongAdder();

    private CaffeineDeliveryStore(Builder builder) {
        capacity = builder.capacity;
        nanoTime = builder.nanoTime;
        CapacityAlarm alarm = builder.alarm == null ? new LoggingAlarm(builder.whenFull) : builder.alarm;
        watch = new CapacityWatch(capacity, alarm, nanoTime);
        ages = builder.whenFull == WhenFull.FORGET_OLDEST ? new AgeOrder() : null;
        // On the calling thread: a shared pool that is busy or starved must not decide when memory is given back.
        cache = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfter(new EntryExpiry())
                .evictionListener(
                        (@Nullable ClaimKey key, @Nullable Entry entry, RemovalCause cause) -> replaced(entry))
                .build();
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
    public Claim claim(ClaimKey key, long contentFingerprint, Duration lease) {
        requireNonNull(key, "key");
        long nanos = Nanos.ofPositive(lease, "lease");
        Claim answer = tryClaim(key, contentFingerprint, nanos);
        while (answer == null) {
            makeRoom();
            answer = tryClaim(key, contentFingerprint, nanos);
        }
        if (answer instanceof Claim.Won) {
            watch.observe(cache.estimatedSize());
        }
        return answer;
    }

    @Override
    public boolean renew(ClaimKey key, ClaimToken token, Duration lease) {
        long nanos = Nanos.ofPositive(lease, "lease");
        return asOwner(key, token, (sameKey, held, now) -> held.renewed(now + nanos));
    }

    @Override
    public boolean complete(ClaimKey key, ClaimToken token, Duration retention) {
        long nanos = Nanos.ofPositive(retention, "retention");
        return asOwner(key, token, (sameKey, held, now) -> marked(new Mark(sameKey, held.fingerprint(), now + nanos)));
    }

    @Override
    public boolean release(ClaimKey key, ClaimToken token) {
        return asOwner(key, token, (sameKey, held, now) -> null);
    }

    @Override
    public boolean forget(ClaimKey key) {
        requireNonNull(key, "key");
        boolean[] removed = new boolean[1];
        cache.asMap().computeIfPresent(key, (sameKey, current) -> {
            removed[0] = current.isLive(nanoTime.getAsLong());
            replaced(current);
            return null;
        });
        return removed[0];
    }

    /**
     * How many keys are held, in flight and done. Removes what has expired first, so it is meant for a gauge, not for
     * every request; it may count keys that expired a second or two ago.
     *
     * @return the number of keys
     */
    public long size() {
        return sweepTo(0);
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
        return evictedUnexpired.sum();
    }

    /** Null if the key is absent and there is no room. */
    private @Nullable Claim tryClaim(ClaimKey key, long contentFingerprint, long lease) {
        @Nullable Claim[] answer = new Claim[1];
        cache.asMap().compute(key, (sameKey, current) -> {
            long now = nanoTime.getAsLong();
            if (current != null && current.isLive(now)) {
                answer[0] = current.answer(contentFingerprint, now);
                return current;
            }
            if (current == null && cache.estimatedSize() >= capacity) {
                return null;
            }
            replaced(current);
            ClaimToken token = ClaimToken.create();
            answer[0] = new Claim.Won(token);
            return new Held(token, contentFingerprint, now + lease);
        });
        return answer[0];
    }

    private interface Ending {
        @Nullable
        Entry next(ClaimKey sameKey, Held held, long now);
    }

    private boolean asOwner(ClaimKey key, ClaimToken token, Ending ending) {
        requireNonNull(key, "key");
        requireNonNull(token, "token");
        boolean[] owned = new boolean[1];
        cache.asMap().computeIfPresent(key, (sameKey, current) -> {
            long now = nanoTime.getAsLong();
            owned[0] = current.isLive(now)
                    && current instanceof Held held
                    && held.token().equals(token);
            return owned[0] ? ending.next(sameKey, (Held) current, now) : current;
        });
        return owned[0];
    }

    private Mark marked(Mark mark) {
        if (ages != null) {
            ages.add(mark);
        }
        return mark;
    }

    /** Every way in which an entry leaves the cache ends here. */
    private void replaced(@Nullable Entry entry) {
        if (ages != null && entry instanceof Mark mark) {
            ages.remove(mark);
        }
    }

    private void makeRoom() {
        sweepTo(capacity - 1);
        while (cache.estimatedSize() >= capacity) {
            watch.full(cache.estimatedSize());
            Mark oldest = ages == null ? null : ages.oldest();
            if (oldest == null) {
                throw new StoreFullException(capacity);
            }
            forgetForRoom(oldest);
        }
    }

    private void forgetForRoom(Mark oldest) {
        cache.asMap().compute(oldest.key, (sameKey, current) -> {
            // Whatever stands there now, this mark is spent: the next look at the order must find another.
            replaced(oldest);
            if (current != oldest) {
                return current;
            }
            evictedUnexpired.increment();
            return null;
        });
    }

    /** Removes what has expired until no more than so many are left, and tells how many are. */
    private long sweepTo(long enough) {
        long before;
        long size = cache.estimatedSize();
        do {
            before = size;
            // Takes out a limited number at a time.
            cache.cleanUp();
            size = cache.estimatedSize();
        } while (size > enough && size < before);
        return size;
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
