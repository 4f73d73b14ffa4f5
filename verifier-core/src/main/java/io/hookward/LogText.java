package io.hookward;

/** Text from outside, made fit for a line of a log. */
final class LogText {
    private static final int LONGEST = 80;

    private LogText() {}

    /** The text without control characters and line breaks, cut after 80 characters. */
    static String of(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .forEach(c -> clean.appendCodePoint(Character.isLetterOrDigit(c) || c > ' ' && c < 0x7F ? c : '_'));
        return text.codePointCount(0, text.length()) > LONGEST ? clean + "…" : clean.toString();
    }
}
