package io.hookward.claim;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Proves to a store that a call comes from the owner of a claim. Opaque, immutable, compared by {@link #equals}.
 *
 * <p>A token is 128 random bits. Only uniqueness is asked of it, since no outsider can present one; the bits come from a
 * {@link SecureRandom} all the same, so that neither many processes on one store nor many restored from one snapshot ever
 * draw alike. It is no credential, and may be printed.
 */
public final class ClaimToken {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

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
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return of(bits);
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
            ClaimToken token = of(HexFormat.of().parseHex(text));
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

    private static ClaimToken of(byte[] bits) {
        ByteBuffer buffer = ByteBuffer.wrap(bits);
        return new ClaimToken(buffer.getLong(), buffer.getLong());
    }
}
