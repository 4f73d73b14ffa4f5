package io.hookward.testkit;

import static java.util.Objects.requireNonNull;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The plainest store that keeps every promise, with seams where broken stores break one each. */
class MapStore implements DeliveryStore {

    record Entry(ClaimToken token, boolean done, long fingerprint, long until) {}

    /** What becomes of a key; null if it becomes absent. */
    interface Step {
        @Nullable
        Entry next(ClaimEntry wanted, Entry found);
    }

    final AtomicLong nanos = new AtomicLong();
    final Map<Object, Entry> entries = new ConcurrentHashMap<>();

    Object identity(ClaimKey key) {
        return key;
    }

    List<ClaimEntry> checked(List<ClaimEntry> wanted) {
        return ClaimEntry.checked(wanted);
    }

    boolean isLive(Entry entry) {
        return entry.until - nanos.get() > 0;
    }

    boolean isHeldBy(@Nullable Entry entry, ClaimToken token) {
        return entry != null && !entry.done && entry.token.equals(token);
    }

    boolean isDoneBy(@Nullable Entry entry, ClaimToken token) {
        return entry != null && entry.done && entry.token.equals(token);
    }

    long end(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("not positive: " + duration);
        }
        return nanos.get()
                + (duration.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE / 2 : duration.toNanos());
    }

    /** Between looking and writing. */
    void gap(ClaimKey key) {}

    /** What a duplicate leaves behind. */
    Entry afterDuplicate(Entry entry, ClaimEntry wanted, Duration lease) {
        return entry;
    }

    /** What a renewal leaves behind. */
    Entry afterRenewal(Entry entry, Duration lease) {
        return new Entry(entry.token, false, entry.fingerprint, end(lease));
    }

    /** What a completion leaves behind. */
    Entry afterCompletion(ClaimEntry wanted, Entry entry) {
        return entry.done ? entry : new Entry(entry.token, true, entry.fingerprint, end(wanted.retention()));
    }

    @Override
    public Claim claim(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
        synchronized (entries) {
            return claimInSteps(wanted, token, lease);
        }
    }

    final Claim claimInSteps(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
        List<ClaimEntry> all = checked(wanted);
        requireNonNull(token);
        long until = end(lease);
        for (ClaimEntry each : all) {
            Entry found = live(each.key());
            if (found != null && !isHeldBy(found, token)) {
                entries.replace(identity(each.key()), found, afterDuplicate(found, each, lease));
                return blocked(each, found);
            }
        }
        gap(all.get(0).key());
        for (ClaimEntry each : all) {
            entries.put(identity(each.key()), new Entry(token, false, each.fingerprint(), until));
        }
        return new Claim.Won();
    }

    final Claim blocked(ClaimEntry wanted, Entry found) {
        boolean sameContent = found.fingerprint == wanted.fingerprint();
        return found.done
                ? new Claim.Done(wanted.key(), sameContent)
                : new Claim.InFlight(wanted.key(), Duration.ofNanos(found.until - nanos.get()), sameContent);
    }

    @Override
    public boolean renew(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
        end(lease);
        return change(wanted, token, found -> isHeldBy(found, token), (each, found) -> afterRenewal(found, lease));
    }

    @Override
    public boolean complete(List<ClaimEntry> wanted, ClaimToken token) {
        return change(
                wanted,
                token,
                found -> isHeldBy(found, token) || isDoneBy(found, token),
                (each, found) -> afterCompletion(each, found));
    }

    @Override
    public boolean release(List<ClaimEntry> wanted, ClaimToken token) {
        return change(wanted, token, found -> found == null || isHeldBy(found, token), (each, found) -> null);
    }

    /** Takes the step with each key that is there, if the rule allows it for every key. */
    boolean change(List<ClaimEntry> wanted, ClaimToken token, Predicate<@Nullable Entry> rule, Step step) {
        requireNonNull(token);
        synchronized (entries) {
            List<ClaimEntry> all = checked(wanted);
            return all.stream().allMatch(each -> rule.test(live(each.key()))) && take(all, step);
        }
    }

    /** Does nothing with keys that are absent. */
    final boolean take(List<ClaimEntry> all, Step step) {
        for (ClaimEntry each : all) {
            Entry found = live(each.key());
            if (found != null) {
                write(each.key(), step.next(each, found));
            }
        }
        return true;
    }

    final void write(ClaimKey key, @Nullable Entry next) {
        if (next == null) {
            entries.remove(identity(key));
        } else {
            entries.put(identity(key), next);
        }
    }

    @Override
    public Optional<ClaimState> find(ClaimKey key) {
        synchronized (entries) {
            return Optional.ofNullable(live(key)).map(this::state);
        }
    }

    private ClaimState state(Entry entry) {
        Duration remaining = Duration.ofNanos(entry.until - nanos.get());
        return entry.done ? new ClaimState.Done(remaining) : new ClaimState.InFlight(entry.token, remaining);
    }

    @Override
    public boolean forget(ClaimKey key) {
        synchronized (entries) {
            return live(key) != null && entries.remove(identity(key)) != null;
        }
    }

    @Override
    public void ping() {}

    @Override
    public int purge(int atMost) {
        if (atMost < 1) {
            throw new IllegalArgumentException("not positive: " + atMost);
        }
        synchronized (entries) {
            List<Object> expired = entries.keySet().stream()
                    .filter(key -> !isLive(entries.get(key)))
                    .limit(atMost)
                    .toList();
            expired.forEach(entries::remove);
            return expired.size();
        }
    }

    final @Nullable Entry live(ClaimKey key) {
        Entry entry = entries.get(identity(key));
        return entry != null && isLive(entry) ? entry : null;
    }
}
