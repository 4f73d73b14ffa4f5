package io.hookward.benchmarks;

import java.nio.charset.StandardCharsets;

/** Ids of 36 characters, each another, in the shape of a UUID. For one thread. */
final class FreshIds {
    static final int LENGTH = 36;

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private final byte[] id = "00000000-0000-4000-8000-000000000000".getBytes(StandardCharsets.US_ASCII);
    private long next;

    /**
     * @param series what keeps the ids of one series apart from those of another
     */
    FreshIds(int series) {
        write(series, 0, 8);
    }

    String next() {
        write(next++, 24, LENGTH);
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    private void write(long number, int from, int to) {
        long rest = number;
        for (int i = to - 1; i >= from; i--) {
            id[i] = (byte) DIGITS[(int) (rest & 0xf)];
            rest >>>= 4;
        }
    }
}
