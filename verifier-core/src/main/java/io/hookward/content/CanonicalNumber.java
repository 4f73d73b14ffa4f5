package io.hookward.content;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.NumberOutput;

/**
 * A number as RFC 8785 writes it: the shortest decimal that reads back as the same double, in ECMAScript's notation.
 *
 * @param negative whether a minus sign stands before it; never so for zero
 * @param digits the significant digits, without zeros at either end; empty for zero
 * @param point where the decimal point stands, counted from the first digit: the value is 0.DIGITS × 10^point
 */
record CanonicalNumber(boolean negative, String digits, int point) {
    private static final CanonicalNumber ZERO = new CanonicalNumber(false, "", 0);

    /** Decimals of so many digits differ by more than doubles do, so that each is the shortest for its double. */
    private static final int DIGITS_OF_EVERY_DOUBLE = 15;

    /** No double needs more digits. */
    private static final int MOST_DIGITS = 17;

    /** The range of {@code point} in which doubles have their full precision. */
    private static final int LOWEST_POINT = -306;

    private static final int HIGHEST_POINT = 308;

    /** An exponent of this size makes zero or infinity of any number that a parser lets through. */
    private static final long HUGE_EXPONENT = 1_000_000_000;

    /**
     * The number that a JSON literal stands for.
     *
     * @return null if a double cannot carry its value: it is too large or too small, or the nearest double is written as
     *     another decimal. Otherwise two literals with the same canonical text have the same decimal value.
     */
    static @Nullable CanonicalNumber of(CharSequence literal) {
        CanonicalNumber number = read(literal);
        int length = number.digits.length();
        if (length <= DIGITS_OF_EVERY_DOUBLE
                && (length == 0 || number.point >= LOWEST_POINT && number.point <= HIGHEST_POINT)) {
            return number;
        }
        if (length > MOST_DIGITS) {
            return null;
        }
        double value = number.nearestDouble();
        return !Double.isInfinite(value) && shortest(value).equals(number) ? number : null;
    }

    /** The shortest decimal for a finite double; of several, the one that is nearest to it. */
    static CanonicalNumber shortest(double value) {
        // Not Double.toString, which gives too many digits before JDK 19.
        CanonicalNumber number = read(NumberOutput.toString(value, true));
        if (number.digits.length() == 2) {
            // Java prefers two digits where one would do: 4.9E-324.
            CanonicalNumber shorter = number.firstDigit();
            return shorter.nearestDouble() == value ? shorter : number;
        }
        return number;
    }

    /** Reads a literal with the grammar of JSON or the notation of {@link Double#toString}. */
    private static CanonicalNumber read(CharSequence literal) {
        StringBuilder digits = new StringBuilder(24);
        int point = 0;
        int exponent = 0;
        boolean fraction = false;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == 'e' || c == 'E') {
                exponent = exponent(literal, i + 1);
                break;
            } else if (c == '.') {
                fraction = true;
            } else if (c != '-') {
                boolean significant = c != '0' || digits.length() > 0;
                if (significant) {
                    digits.append(c);
                }
                if (significant != fraction) {
                    point += significant ? 1 : -1;
                }
            }
        }
        int length = digits.length();
        while (length > 0 && digits.charAt(length - 1) == '0') {
            length--;
        }
        return length == 0
                ? ZERO
                : new CanonicalNumber(literal.charAt(0) == '-', digits.substring(0, length), point + exponent);
    }

    private static int exponent(CharSequence literal, int start) {
        boolean negative = literal.charAt(start) == '-';
        long exponent = 0;
        for (int i = start; i < literal.length(); i++) {
            int digit = literal.charAt(i) - '0';
            if (digit >= 0) {
                exponent = Math.min(exponent * 10 + digit, HUGE_EXPONENT);
            }
        }
        return (int) (negative ? -exponent : exponent);
    }

    private double nearestDouble() {
        return Double.parseDouble((negative ? "-" : "") + digits + 'E' + (point - digits.length()));
    }

    /** Rounded to its first digit. */
    private CanonicalNumber firstDigit() {
        int first = digits.charAt(0) - '0' + (digits.charAt(1) >= '5' ? 1 : 0);
        return first == 10
                ? new CanonicalNumber(negative, "1", point + 1)
                : new CanonicalNumber(negative, Integer.toString(first), point);
    }

    /** The text of ECMA-262's {@code Number::toString} in base 10. */
    String text() {
        if (digits.isEmpty()) {
            return "0";
        }
        StringBuilder text = new StringBuilder(28).append(negative ? "-" : "");
        int length = digits.length();
        if (point > 21 || point <= -6) {
            text.append(digits, 0, 1);
            if (length > 1) {
                text.append('.').append(digits, 1, length);
            }
            return text.append(point > 0 ? "e+" : "e").append(point - 1).toString();
        }
        if (point <= 0) {
            return text.append("0.").append("0".repeat(-point)).append(digits).toString();
        }
        if (point < length) {
            return text.append(digits, 0, point)
                    .append('.')
                    .append(digits, point, length)
                    .toString();
        }
        return text.append(digits).append("0".repeat(point - length)).toString();
    }
}
