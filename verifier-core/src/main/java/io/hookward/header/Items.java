package io.hookward.header;

/**
 * Goes along the items of a text that a divider separates, without blanks around them and without empty ones; copies
 * nothing. Not for use by several threads.
 */
final class Items {
    private final String text;
    private final int begin;
    private final int end;
    private final String divider;
    private int at;
    private int from;
    private int to;

    /** @param divider what stands between two items; empty if the text is one item */
    Items(String text, int begin, int end, String divider) {
        this.text = text;
        this.begin = begin;
        this.end = end;
        this.divider = divider;
        this.at = begin;
        this.from = begin;
        this.to = end;
    }

    /** The same items from the first on. */
    Items again() {
        return new Items(text, begin, end, divider);
    }

    /** A separator without its blanks: those beside it are taken off the items, whether they come or not. */
    static String core(String separator) {
        return separator.isBlank() ? separator : separator.strip();
    }

    /** Goes to the next item, if there is one. */
    boolean next() {
        while (at <= end) {
            int found = divider.isEmpty() ? -1 : text.indexOf(divider, at);
            int stop = found < 0 || found + divider.length() > end ? end : found;
            from = stripStart(text, at, stop);
            to = stripEnd(text, from, stop);
            at = stop == end ? end + 1 : stop + divider.length();
            if (from < to) {
                return true;
            }
        }
        return false;
    }

    String text() {
        return text;
    }

    /** Where the item begins. */
    int from() {
        return from;
    }

    /** Where the item ends, exclusive. */
    int to() {
        return to;
    }

    /** Whether the part of the item up to a place is exactly this label. */
    boolean startsWith(String label, int labelEnd) {
        return labelEnd - from == label.length() && text.startsWith(label, from);
    }

    static int stripStart(String text, int from, int to) {
        int i = from;
        while (i < to && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static int stripEnd(String text, int from, int to) {
        int i = to;
        while (i > from && Character.isWhitespace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
