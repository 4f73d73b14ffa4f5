package io.hookward.servlet;

/** Hexadecimal digits, ASCII only: {@link Character#digit} takes those of every script. */
final class Hex {

    private Hex() {}

    /** The value of {@code c}, or -1 if it is none of {@code 0-9}, {@code a-f}, {@code A-F}. */
    static int digit(int c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
