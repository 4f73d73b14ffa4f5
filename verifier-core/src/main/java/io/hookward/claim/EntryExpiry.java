package io.hookward.claim;

import com.github.benmanes.caffeine.cache.Expiry;

/** Lets Caffeine drop an entry when its own time is over. Reading and writing back the same entry change nothing. */
final class EntryExpiry implements Expiry<ClaimKey, Entry> {

    @Override
    public long expireAfterCreate(ClaimKey key, Entry entry, long now) {
        return Math.max(0, entry.until() - now);
    }

    @Override
    public long expireAfterUpdate(ClaimKey key, Entry entry, long now, long currentDuration) {
        return Math.max(0, entry.until() - now);
    }

    @Override
    public long expireAfterRead(ClaimKey key, Entry entry, long now, long currentDuration) {
        return currentDuration;
    }
}
