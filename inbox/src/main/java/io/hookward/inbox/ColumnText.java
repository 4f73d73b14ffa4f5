package io.hookward.inbox;

import org.jspecify.annotations.Nullable;

/** Text from outside, as it fits into a column and is fit to be seen. What it says exactly stands in the payload. */
final class ColumnText {
    private static final char REPLACEMENT = '\uFFFD';

    private ColumnText() {}

    /**
     * The text with controls and lone surrogates replaced, and cut between two characters.
     *
     * @param most how many chars the column takes
     */
    static String of(String text, int most) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), most));
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            int shown = isFit(point) ? point : REPLACEMENT;
            if (clean.length() + Character.charCount(shown) > most) {
                clean.setLength(Math.min(clean.length(), most - 1));
                if (Character.isHighSurrogate(clean.charAt(clean.length() - 1))) {
                    clean.setLength(clean.length() - 1);
                }
                return clean.append('…').toString();
            }
            clean.appendCodePoint(shown);
            i += Character.charCount(point);
        }
        return clean.toString();
    }

    /** As {@link #of}, or null. */
    static @Nullable String ofNullable(@Nullable String text, int most) {
        return text == null ? null : of(text, most);
    }

    private static boolean isFit(int point) {
        boolean loneSurrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !loneSurrogate && (!Character.isISOControl(point) || point == '\n' || point == '\t');
    }
}
