package io.hookward.claim;

/**
 * SipHash-2-4 with a result of 128 bits, over whole words of 64 bits. Without the key nobody can choose inputs whose hashes
 * collide. Not safe for use by many threads: made, fed and asked once.
 */
final class SipHash {
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private long words;

    SipHash(long k0, long k1) {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL ^ 0xee;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    void add(long word) {
        words++;
        compress(word);
    }

    /** Four chars to a word, the last filled up with zeros: texts of different lengths have to be told apart otherwise. */
    void add(String text) {
        int length = text.length();
        for (int from = 0; from < length; from += 4) {
            long word = 0;
            for (int i = Math.min(length, from + 4) - 1; i >= from; i--) {
                word = word << 16 | text.charAt(i);
            }
            add(word);
        }
    }

    /** The first 64 bits of the hash of all that was added; to be followed by {@link #last}. */
    long first() {
        compress(words << 59);
        v2 ^= 0xee;
        return finish();
    }

    long last() {
        v1 ^= 0xdd;
        return finish();
    }

    private void compress(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }

    private long finish() {
        for (int i = 0; i < 4; i++) {
            round();
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
    }
}
