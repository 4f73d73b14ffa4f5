package io.hookward.claim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy.VarExpiration;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The states of the keys that are not absent. A call looks and writes while it has the {@link KeyLocks} of all its keys, so
 * it is one step. Time alone removes what nobody removes: the cache has no other limit.
 *
 * <p>Keys in flight are few and change within a moment, done ones are many and stay, so each have a map that suits them. A
 * key that is in flight has no mark, or one whose time is over.
 */
final class ClaimTable {
    private static final Claim WON = new Claim.Won();
    private static final int FEW = 1024;

    private final Map<KeyHash, LeasedEntry> held = new ConcurrentHashMap<>();
    private final Cache<KeyHash, DoneEntry> done;
    private final VarExpiration<KeyHash, DoneEntry> retention;
    private final KeyLocks locks = new KeyLocks();
    private final long capacity;
    private final LongSupplier nanoTime;
    private final @Nullable AgeOrder ages;
    private final LongAdder evictedUnexpired = new LongAdder();
    private volatile int sweepHeldAbove = FEW;

    /**
     * @param ages null if no key is ever to be forgotten for another
     */
    ClaimTable(long capacity, LongSupplier nanoTime, @Nullable AgeOrder ages) {
        this.capacity = capacity;
        this.nanoTime = nanoTime;
        this.ages = ages;
        // On the calling thread: a shared pool that is busy or starved must not decide when memory is given back.
        // The expiry is never asked, as each mark is put with a retention of its own.
        done = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfter(Expiry.<KeyHash, DoneEntry>creating((key, mark) -> Duration.ZERO))
                .evictionListener((@Nullable KeyHash key, @Nullable DoneEntry mark, RemovalCause cause) -> left(mark))
                .build();
        retention = done.policy().expireVariably().orElseThrow();
    }

    /** Null if it could be won and there is no room. */
    @Nullable
    Claim claim(List<ClaimEntry> entries, ClaimToken token, long lease) {
        KeyHash[] keys = keys(entries);
        long locked = locks.lock(keys);
        try {
            long now = nanoTime.getAsLong();
            int absent = 0;
            for (int i = 0; i < keys.length; i++) {
                Entry current = live(keys[i], now);
                if (current == null) {
                    absent++;
                } else if (!current.isHeldBy(token)) {
                    return current.answer(entries.get(i), now);
                }
            }
            if (absent > 0 && !hasRoom(absent, keys, now)) {
                return null;
            }
            for (int i = 0; i < keys.length; i++) {
                held.put(keys[i], new LeasedEntry(entries.get(i).fingerprint(), token, now + lease));
            }
        } finally {
            locks.unlock(locked);
        }
        if (held.size() > sweepHeldAbove) {
            sweepHeld();
        }
        return WON;
    }

    boolean renew(List<ClaimEntry> entries, ClaimToken token, long lease) {
        return change(
                entries,
                current -> current != null && current.isHeldBy(token),
                (key, entry, mine, now) -> held.put(key, new LeasedEntry(mine.fingerprint(), token, now + lease)));
    }

    boolean complete(List<ClaimEntry> entries, ClaimToken token) {
        return change(
                entries,
                current -> current != null && (current.isHeldBy(token) || current.isDoneBy(token)),
                (key, entry, mine, now) -> {
                    held.remove(key);
                    remember(mark(key, mine), entry.retention());
                });
    }

    boolean release(List<ClaimEntry> entries, ClaimToken token) {
        return change(
                entries,
                current -> current == null || current.isHeldBy(token),
                (key, entry, mine, now) -> held.remove(key));
    }

    Optional<ClaimState> find(ClaimKey of) {
        KeyHash key = KeyHash.of(of);
        long locked = locks.lock(key);
        try {
            long now = nanoTime.getAsLong();
            Entry current = live(key, now);
            if (current instanceof LeasedEntry claim) {
                return Optional.of(new ClaimState.InFlight(claim.token(), claim.remaining(now)));
            }
            return current == null
                    ? Optional.empty()
                    : retention.getExpiresAfter(key).map(ClaimState.Done::new);
        } finally {
            locks.unlock(locked);
        }
    }

    boolean forget(ClaimKey of) {
        KeyHash key = KeyHash.of(of);
        long locked = locks.lock(key);
        try {
            boolean known = live(key, nanoTime.getAsLong()) != null;
            held.remove(key);
            left(done.asMap().remove(key));
            return known;
        } finally {
            locks.unlock(locked);
        }
    }

    /** Forgets the key that was done first, and returns whether there was one. */
    boolean forgetOldest() {
        AgedDoneEntry oldest = ages == null ? null : ages.oldest();
        if (ages == null || oldest == null) {
            return false;
        }
        long locked = locks.lock(oldest);
        try {
            if (ages.remove(oldest) && done.asMap().remove(oldest) != null) {
                evictedUnexpired.increment();
            }
            return true;
        } finally {
            locks.unlock(locked);
        }
    }

    long evictedUnexpired() {
        return evictedUnexpired.sum();
    }

    /** How many keys there are, with some whose time is over. */
    long size() {
        return held.size() + done.estimatedSize();
    }

    /** Removes keys whose time is over until no more than so many are left, and tells how many are. */
    long sweepTo(long enough) {
        sweepHeld();
        long before;
        long size = size();
        do {
            before = size;
            // Takes out a limited number at a time
            done.cleanUp();
            size = size();
        } while (size > enough && size < before);
        return size;
    }

    /** Claims that nobody ended. It costs a look at each, so it is done when their number has doubled. */
    private void sweepHeld() {
        long now = nanoTime.getAsLong();
        held.values().removeIf(claim -> claim.isOver(now));
        sweepHeldAbove = Math.max(FEW, 2 * held.size());
    }

    private interface Step {
        void apply(KeyHash key, ClaimEntry entry, LeasedEntry mine, long now);
    }

    /** Takes the step with each key that is in flight, if the rule allows it for every key. */
    private boolean change(List<ClaimEntry> entries, Predicate<@Nullable Entry> rule, Step step) {
        KeyHash[] keys = keys(entries);
        long locked = locks.lock(keys);
        try {
            long now = nanoTime.getAsLong();
            @Nullable Entry[] current = new Entry[keys.length];
            for (int i = 0; i < keys.length; i++) {
                current[i] = live(keys[i], now);
                if (!rule.test(current[i])) {
                    return false;
                }
            }
            for (int i = 0; i < keys.length; i++) {
                if (current[i] instanceof LeasedEntry mine) {
                    step.apply(keys[i], entries.get(i), mine, now);
                }
            }
            return true;
        } finally {
            locks.unlock(locked);
        }
    }

    private static KeyHash[] keys(List<ClaimEntry> entries) {
        KeyHash[] keys = new KeyHash[entries.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = KeyHash.of(entries.get(i).key());
        }
        return keys;
    }

    private @Nullable Entry live(KeyHash key, long now) {
        LeasedEntry claim = held.get(key);
        if (claim != null) {
            return claim.isOver(now) ? null : claim;
        }
        return done.policy().getIfPresentQuietly(key);
    }

    private boolean hasRoom(int more, KeyHash[] keys, long now) {
        if (size() + more <= capacity) {
            return true;
        }
        // What is over under these very keys may not have been swept yet, and makes room
        for (KeyHash key : keys) {
            if (live(key, now) == null) {
                held.remove(key);
                done.invalidate(key);
            }
        }
        return size() + more <= capacity;
    }

    private void remember(DoneEntry mark, Duration period) {
        var unused = retention.put(mark, mark, Nanos.ofPositive(period, "retention"), TimeUnit.NANOSECONDS);
    }

    private DoneEntry mark(KeyHash key, LeasedEntry claim) {
        if (ages == null) {
            return new DoneEntry(key, claim);
        }
        AgedDoneEntry mark = new AgedDoneEntry(key, claim);
        ages.add(mark);
        return mark;
    }

    /** Every way in which a mark leaves the table ends here. */
    private void left(@Nullable DoneEntry mark) {
        if (ages != null && mark instanceof AgedDoneEntry aged) {
            ages.remove(aged);
        }
    }
}
