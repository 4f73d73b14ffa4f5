package io.hookward.fuzz;

import java.util.Arrays;

/** The bytes of a fuzzer, spent on choices first and on content last; none left is zero for ever. */
public final class Bytes {
    private final byte[] bytes;
    private int at;

    public Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean isEmpty() {
        return at >= bytes.length;
    }

    /** From 0 to 255. */
    public int next() {
        return isEmpty() ? 0 : bytes[at++] & 0xFF;
    }

    /** From 0 to {@code bound} without it. */
    public int below(int bound) {
        int number = bound > 256 ? next() << 8 | next() : next();
        return number % bound;
    }

    public <T> T oneOf(T[] choices) {
        return choices[below(choices.length)];
    }

    public byte[] bytes(int most) {
        int end = Math.min(bytes.length, at + most);
        byte[] taken = Arrays.copyOfRange(bytes, Math.min(at, bytes.length), end);
        at = end;
        return taken;
    }

    /** Text of bytes as containers read them, with now and then a character that never was a byte. */
    public String text(int most) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes(most)) {
            text.append(
                    switch (b & 0xFF) {
                        case 0xF8 -> '\uD83D';
                        case 0xF9 -> '\uDD11';
                        case 0xFA -> '\u0661';
                        case 0xFB -> '\uFF11';
                        case 0xFC -> '\u2003';
                        case 0xFD -> '\u212A';
                        case 0xFE -> '\u017F';
                        default -> (char) (b & 0xFF);
                    });
        }
        return text.toString();
    }
}
