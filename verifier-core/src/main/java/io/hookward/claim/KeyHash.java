package io.hookward.claim;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * A claim key as the store in memory knows it: 128 bits, whatever the length of the id. They are the hash under a key that
 * is drawn when the process starts, so two ids meet by chance only, which with ten million of them is less likely than
 * 1 in 10<sup>24</sup>, and nobody can choose ids that do.
 */
class KeyHash {
    private static final long K0 = new SecureRandom().nextLong();
    private static final long K1 = new SecureRandom().nextLong();

    private final long high;
    private final long low;

    private KeyHash(long high, long low) {
        this.high = high;
        this.low = low;
    }

    KeyHash(KeyHash same) {
        this(same.high, same.low);
    }

    static KeyHash of(ClaimKey key) {
        SipHash hash = new SipHash(K0, K1);
        // Bounded by ClaimKey, each length fits 16 bits
        hash.add((long) key.kind().ordinal() << 48
                | (long) key.endpoint().length() << 32
                | (long) key.tenant().length() << 16
                | key.id().length());
        hash.add(key.endpoint());
        hash.add(key.tenant());
        hash.add(key.id());
        return new KeyHash(hash.first(), hash.last());
    }

    /** One of 64 numbers, which the hash code does not depend on. */
    final int stripe() {
        return (int) low & 63;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof KeyHash hash && hash.high == high && hash.low == low;
    }

    @Override
    public final int hashCode() {
        return (int) high;
    }
}
