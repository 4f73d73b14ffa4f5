package io.hookward.claim;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Proves to a store that a call comes from the owner of a claim. The one who claims makes it, new for each delivery
 * received. Opaque, immutable, compared by {@link #equals}.
 *
 * <p>Only uniqueness is asked of it, since no outsider can present one: it is no credential, and may be printed. Of its 128
 * bits, 64 count the tokens of this process from a random start, and 64 join another random number of the process with the
 * nanosecond, so that processes restored from one snapshot, which count alike, differ as well.
 */
public final class ClaimToken {

    private static final int BYTES = 16;
    private static final long PROCESS = new SecureRandom().nextLong();
    private static final AtomicLong COUNT = new AtomicLong(new SecureRandom().nextLong());

    private final long high;
    private final long low;

    private ClaimToken(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /**
     * A token that was never given before.
     *
     * @return the new token
     */
    public static ClaimToken create() {
        return new ClaimToken(mixed(PROCESS + System.nanoTime()), mixed(COUNT.getAndIncrement()));
    }

    /**
     * Reads back what {@link #text()} wrote.
     *
     * @param text 32 lower-case hex digits
     * @return the token
     * @throws IllegalArgumentException if the text is anything else
     */
    public static ClaimToken parse(String text) {
        if (text.length() == 2 * BYTES) {
            ByteBuffer bits = ByteBuffer.wrap(HexFormat.of().parseHex(text));
            ClaimToken token = new ClaimToken(bits.getLong(), bits.getLong());
            if (token.text().equals(text)) {
                return token;
            }
        }
        throw new IllegalArgumentException("A claim token is 32 lower-case hex digits");
    }

    /**
     * The token as text, for stores that keep it elsewhere.
     *
     * @return 32 lower-case hex digits
     */
    public String text() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClaimToken token && token.high == high && token.low == low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ low);
    }

    /** Returns {@link #text()}. */
    @Override
    public String toString() {
        return text();
    }

    /** Spreads each bit over all 64; different numbers stay different. The constants are those of SplitMix64. */
    private static long mixed(long number) {
        long z = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
