package io.hookward.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where a string, an object or an array of a JSON text ends, by its quotation marks, backslashes and brackets alone. Strings
 * are searched 8 bytes at a time. Objects and arrays are searched in blocks of 64 bytes: each kind of character becomes a word
 * with a bit for each byte, so that what a block holds costs the same whether it is one string or many small values. The
 * idea is that of simdjson (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", section 3.1), without its
 * instructions for vectors.
 */
final class JsonSkipper {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOW_BITS = ~HIGH_BITS;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    /** The bit by which an opening or closing brace differs from a bracket of its kind. */
    private static final long BRACE_BITS = ONES * ('{' ^ '[');

    private static final long OPENING = ONES * '{';
    private static final long CLOSING = ONES * '}';
    /** Moves the lowest bits of 8 bytes next to each other, at the top. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    private static final long EVEN_BITS = 0x5555_5555_5555_5555L;

    private JsonSkipper() {}

    /**
     * Where a string ends.
     *
     * @param from behind its first quotation mark
     * @return behind its last one, or -1 if it has none
     */
    static int string(byte[] json, int from, int end) {
        int i = from;
        while (true) {
            i = quoteOrBackslash(json, i, end);
            if (i >= end) {
                return -1;
            }
            if (json[i] == '"') {
                return i + 1;
            }
            i += 2;
        }
    }

    /**
     * Where an object or array ends.
     *
     * @param from behind its first bracket
     * @return behind its last one, or -1 if it has none, or a backslash stands outside of its strings
     */
    static int container(byte[] json, int from, int end) {
        int at = from;
        // What is known at the beginning of a block
        int depth = 1;
        long inString = 0;
        long escaped = 0;
        while (at <= end - Long.SIZE) {
            long quotes = 0;
            long opening = 0;
            long closing = 0;
            long anyBackslash = 0;
            for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
                long word = (long) WORDS.get(json, at + i);
                long backslash = word ^ BACKSLASHES;
                anyBackslash |= backslash - ONES & ~backslash & HIGH_BITS;
                long braces = word | BRACE_BITS;
                quotes |= gather(zeros(word ^ QUOTES)) << i;
                opening |= gather(zeros(braces ^ OPENING)) << i;
                closing |= gather(zeros(braces ^ CLOSING)) << i;
            }
            long backslashes = 0;
            long escapedNext = 0;
            if ((anyBackslash | escaped) != 0) {
                backslashes = backslashes(json, at) & ~escaped;
                long follows = backslashes << 1 | escaped;
                long oddStarts = backslashes & ~EVEN_BITS & ~follows;
                long sequences = oddStarts + backslashes;
                escapedNext = Long.compareUnsigned(sequences, backslashes) < 0 ? 1 : 0;
                quotes &= ~((EVEN_BITS ^ sequences << 1) & follows);
            }
            long strings = untilNext(quotes) ^ inString;
            if ((backslashes & ~strings) != 0) {
                break;
            }
            opening &= ~strings;
            closing &= ~strings;
            if (Long.bitCount(closing) >= depth) {
                int behind = endWithin(depth, opening, closing);
                if (behind > 0) {
                    return at + behind;
                }
            }
            depth += Long.bitCount(opening) - Long.bitCount(closing);
            if (strings == -1 && anyBackslash == 0) {
                // A long string
                at = string(json, at + Long.SIZE, end);
                if (at < 0) {
                    return -1;
                }
                inString = 0;
                escaped = 0;
                continue;
            }
            // All bits, if the last byte is within a string
            inString = strings >> Long.SIZE - 1;
            escaped = escapedNext;
            at += Long.SIZE;
        }
        return byteByByte(json, inString == 0 ? at : string(json, at + (int) escaped, end), end, depth);
    }

    /** Behind the bracket with which the depth becomes 0, or 0 if it does not in this block. */
    private static int endWithin(int depth, long opening, long closing) {
        int within = depth;
        for (long brackets = opening | closing; brackets != 0; brackets &= brackets - 1) {
            int i = Long.numberOfTrailingZeros(brackets);
            within += (opening >>> i & 1) != 0 ? 1 : -1;
            if (within == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int byteByByte(byte[] json, int from, int end, int outerDepth) {
        int depth = outerDepth;
        int at = from;
        while (at >= 0 && at < end) {
            switch (json[at++]) {
                case '"' -> at = string(json, at, end);
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (--depth == 0) {
                        return at;
                    }
                }
                case '\\' -> at = -1;
                default -> {
                    // Neither begins nor ends anything
                }
            }
        }
        return -1;
    }

    private static long backslashes(byte[] json, int at) {
        long backslashes = 0;
        for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
            backslashes |= gather(zeros((long) WORDS.get(json, at + i) ^ BACKSLASHES)) << i;
        }
        return backslashes;
    }

    /** The highest bit of each byte that is 0, and of no other. */
    private static long zeros(long word) {
        return ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
    }

    /** The highest bits of 8 bytes, as the 8 lowest bits. */
    private static long gather(long highBits) {
        return (highBits >>> Byte.SIZE - 1) * GATHER >>> Long.SIZE - Byte.SIZE;
    }

    /** Sets the bits from each first of two bits up to, and without, the second. */
    private static long untilNext(long bits) {
        long result = bits ^ bits << 1;
        result ^= result << 2;
        result ^= result << 4;
        result ^= result << 8;
        result ^= result << 16;
        return result ^ result << 32;
    }

    /** Where the next quotation mark or backslash stands, or the end. */
    private static int quoteOrBackslash(byte[] json, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORDS.get(json, i);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            // A byte that became zero borrows from above, and what stands above a true hit does not matter.
            long hits = (quote - ONES & ~quote | backslash - ONES & ~backslash) & HIGH_BITS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < end && json[i] != '"' && json[i] != '\\') {
            i++;
        }
        return i;
    }
}
