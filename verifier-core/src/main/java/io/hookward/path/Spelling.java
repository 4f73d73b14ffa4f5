package io.hookward.path;

/** Compares names character by character, and knows the paths that everybody reads alike. */
final class Spelling {

    private static final boolean[] PLAIN = new boolean[0x80];

    static {
        for (char c = '!'; c <= '~'; c++) {
            PLAIN[c] = c != '%' && c != ';' && c != '\\';
        }
    }

    private Spelling() {}

    /**
     * The same for two characters that {@link String#equalsIgnoreCase} takes for equal. Besides the other case, three
     * characters beyond ASCII fold to ASCII letters under this rule, and U+0130 does in a lower-case comparison.
     */
    static char folded(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    /** Whether two names differ in case only. */
    static boolean alike(String one, String other) {
        return one.length() == other.length() && startsAlike(one, other);
    }

    /** Whether {@code name} could be read as {@code owner}: it is alike, or goes on in a way that may be cut off. */
    static boolean owns(String owner, String name) {
        return startsAlike(name, owner) && endsName(name, owner.length());
    }

    /**
     * Whether a name ends before this position. {@code /hook2} and {@code /hook-a} are other names than {@code /hook};
     * {@code /hook.json}, {@code /hook~} and {@code /hook/a} may not be.
     */
    static boolean endsName(String text, int at) {
        if (at == text.length()) {
            return true;
        }
        char c = text.charAt(at);
        return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_');
    }

    /**
     * Whether nobody reads anything into this path: it starts with a slash and has no escapes, path parameters,
     * back-slashes, blanks, control characters, characters beyond ASCII, empty segments (other than after a slash at
     * the end) and dot segments.
     */
    static boolean isPlain(String path) {
        int length = path.length();
        if (length == 0 || path.charAt(0) != '/') {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = path.charAt(i);
            if (c >= 0x80 || !PLAIN[c]) {
                return false;
            }
            if ((c == '/' || c == '.') && path.charAt(i - 1) == '/' && (c == '/' || isDots(path, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDots(String path, int at) {
        int end = path.startsWith("..", at) ? at + 2 : at + 1;
        return end == path.length() || path.charAt(end) == '/';
    }

    private static boolean startsAlike(String name, String prefix) {
        if (name.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (folded(name.charAt(i)) != folded(prefix.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
