package io.hookward.path;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The most forgiving reading of a request path that any container, framework or proxy might make.
 *
 * <p>Escapes are decoded until nothing changes, path parameters, blanks and control characters dropped, back-slashes
 * turned, empty and dot segments removed, letters made lower case. Two paths with one such reading may end up at one
 * handler, so it is used to refuse and never to admit.
 */
final class LenientPath {

    private static final int MAX_DECODINGS = 8;

    private LenientPath() {}

    /**
     * {@code path} with {@code ..} leading to the segment above; no slash at the end, and the empty text for the
     * root.
     */
    static String resolved(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : decoded(path).split("/", -1)) {
            String plain = plain(segment);
            if (plain.equals("..")) {
                kept.pollLast();
            } else if (!plain.isEmpty() && !plain.equals(".")) {
                kept.addLast(plain);
            }
        }
        return joined(kept);
    }

    /** As {@link #resolved}, for a reader who takes {@code ..} for a name. */
    static String unresolved(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : decoded(path).split("/", -1)) {
            String plain = plain(segment);
            if (!plain.isEmpty() && !plain.equals(".")) {
                kept.addLast(plain);
            }
        }
        return joined(kept);
    }

    private static String joined(Deque<String> segments) {
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }

    private static String plain(String segment) {
        int parameters = segment.indexOf(';');
        String name = parameters < 0 ? segment : segment.substring(0, parameters);
        StringBuilder kept = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > ' ' && c != 0x7f) {
                kept.append(c);
            }
        }
        return kept.toString().toLowerCase(Locale.ROOT);
    }

    private static String decoded(String path) {
        String text = path;
        for (int i = 0; i < MAX_DECODINGS && text.indexOf('%') >= 0; i++) {
            String next = decodedOnce(text);
            if (next.equals(text)) {
                break;
            }
            text = next;
        }
        return text.replace('\\', '/');
    }

    /** Decodes byte by byte: endpoint paths are ASCII, so no longer sequence can matter. */
    private static String decodedOnce(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%'
                    && i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2))) {
                decoded.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }
}
