package io.hookward.testkit;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The plainest store that keeps every promise, with seams where {@link BrokenStores} break one each. */
class MapStore implements DeliveryStore {

    /** Done if it has no token. */
    record Entry(@Nullable ClaimToken token, long fingerprint, long until) {}

    final AtomicLong nanos = new AtomicLong();
    final Map<Object, Entry> entries = new ConcurrentHashMap<>();

    Object identity(ClaimKey key) {
        return key;
    }

    boolean isLive(Entry entry) {
        return entry.until - nanos.get() > 0;
    }

    boolean isOwner(Entry entry, ClaimToken token) {
        return token.equals(entry.token);
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
    Entry afterDuplicate(Entry entry, long contentFingerprint, Duration lease) {
        return entry;
    }

    /** What a renewal leaves behind. */
    Entry afterRenewal(Entry entry, Duration lease) {
        return new Entry(entry.token, entry.fingerprint, end(lease));
    }

    @Override
    public Claim claim(ClaimKey key, long contentFingerprint, Duration lease) {
        synchronized (entries) {
            return claimInSteps(key, contentFingerprint, lease);
        }
    }

    final Claim claimInSteps(ClaimKey key, long contentFingerprint, Duration lease) {
        long until = end(lease);
        Entry found = live(key);
        if (found == null) {
            gap(key);
            ClaimToken token = ClaimToken.create();
            entries.put(identity(key), new Entry(token, contentFingerprint, until));
            return new Claim.Won(token);
        }
        entries.replace(identity(key), found, afterDuplicate(found, contentFingerprint, lease));
        boolean sameContent = found.fingerprint == contentFingerprint;
        return found.token == null
                ? new Claim.Done(sameContent)
                : new Claim.InFlight(Duration.ofNanos(found.until - nanos.get()), sameContent);
    }

    @Override
    public boolean renew(ClaimKey key, ClaimToken token, Duration lease) {
        synchronized (entries) {
            end(lease);
            Entry owned = owned(key, token);
            return owned != null && entries.replace(identity(key), owned, afterRenewal(owned, lease));
        }
    }

    @Override
    public boolean complete(ClaimKey key, ClaimToken token, Duration retention) {
        synchronized (entries) {
            Entry owned = owned(key, token);
            long until = end(retention);
            return owned != null && entries.replace(identity(key), owned, new Entry(null, owned.fingerprint, until));
        }
    }

    @Override
    public boolean release(ClaimKey key, ClaimToken token) {
        synchronized (entries) {
            Entry owned = owned(key, token);
            return owned != null && entries.remove(identity(key), owned);
        }
    }

    @Override
    public boolean forget(ClaimKey key) {
        synchronized (entries) {
            Entry found = live(key);
            return found != null && entries.remove(identity(key), found);
        }
    }

    final @Nullable Entry live(ClaimKey key) {
        Entry entry = entries.get(identity(key));
        return entry != null && isLive(entry) ? entry : null;
    }

    final @Nullable Entry owned(ClaimKey key, ClaimToken token) {
        Entry entry = live(key);
        return entry != null && isOwner(entry, token) ? entry : null;
    }
}
