package io.hookward.path;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The most forgiving reading of a request path that any container, framework or proxy might make.
 *
 * <p>Escapes are decoded until nothing changes, UTF-8 recognised, path parameters, blanks and control characters
 * dropped, back-slashes turned, and case is ignored. Two paths with one such reading may end up at one handler, so it
 * is used to refuse and never to admit.
 */
record LenientPath(List<Segment> segments) {

    private static final int MAX_DECODINGS = 8;

    /**
     * @param name without parameters, blanks and control characters; case as it came
     * @param joined whether some readers do not see the slash that follows, because it is escaped or a back-slash
     */
    record Segment(String name, boolean joined) {

        /** Whether most readers drop it. */
        boolean isBlank() {
            return name.isEmpty() || name.equals(".");
        }

        boolean isUp() {
            return name.equals("..");
        }
    }

    /** {@code path} for a reader who takes {@code ..} for a name. */
    static LenientPath of(String path) {
        return new LenientPath(split(asUtf8(decoded(path))));
    }

    /** The same for a reader to whom {@code ..} leads to the segment above. */
    LenientPath resolved() {
        if (segments.stream().noneMatch(Segment::isUp)) {
            return this;
        }
        List<Segment> kept = new ArrayList<>(segments.size());
        for (Segment segment : segments) {
            if (segment.isUp()) {
                removeLast(kept);
            } else {
                kept.add(segment);
            }
        }
        return new LenientPath(kept);
    }

    private static void removeLast(List<Segment> kept) {
        boolean blank = true;
        while (blank && !kept.isEmpty()) {
            blank = kept.remove(kept.size() - 1).isBlank();
        }
    }

    /** What follows {@code context}, or a path without segments if this does not start with it. */
    LenientPath below(LenientPath context) {
        int at = 0;
        for (Segment wanted : context.segments) {
            if (wanted.isBlank()) {
                continue;
            }
            while (at < segments.size() && segments.get(at).isBlank()) {
                at++;
            }
            if (at == segments.size() || !Spelling.alike(segments.get(at).name(), wanted.name())) {
                return new LenientPath(List.of());
            }
            at++;
        }
        return at == 0 ? this : new LenientPath(segments.subList(at, segments.size()));
    }

    /**
     * Whether some reader could find the template's path in this one, or one below it.
     *
     * <p>A blank segment may be dropped or be a variable's value; segments whose slash is not one to all may be the
     * value together. So it follows all readings at once: bit {@code i} is set if some reader has found the first
     * {@code i} segments of the template.
     */
    boolean isOwnedBy(PathTemplate template) {
        List<PathTemplate.Part> parts = template.parts();
        long found = 1;
        for (Segment segment : segments) {
            long next = 0;
            for (long rest = found; rest != 0; rest &= rest - 1) {
                next |= after(segment, parts, Long.numberOfTrailingZeros(rest));
            }
            found = next;
            if ((found & (1L << parts.size())) != 0) {
                return true;
            }
            if (found == 0) {
                return false;
            }
        }
        return false;
    }

    private static long after(Segment segment, List<PathTemplate.Part> parts, int i) {
        PathTemplate.Part part = parts.get(i);
        long here = 1L << i;
        if (part.isVariable()) {
            return segment.isBlank() || segment.joined() ? here | (here << 1) : here << 1;
        }
        boolean last = i == parts.size() - 1;
        boolean same = last ? Spelling.owns(part.text(), segment.name()) : Spelling.alike(part.text(), segment.name());
        return (segment.isBlank() ? here : 0) | (same ? here << 1 : 0);
    }

    /** Nothing stands before a slash at the start or after one at the end. */
    private static List<Segment> split(String text) {
        List<Segment> segments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '\\') {
                if (i > 0) {
                    segments.add(new Segment(name(text, start, i), c == '\\'));
                }
                start = i + 1;
            }
        }
        if (start < text.length()) {
            segments.add(new Segment(name(text, start, text.length()), false));
        }
        return segments;
    }

    private static String name(String text, int start, int end) {
        StringBuilder kept = null;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean dropped = c <= ' ' || c == 0x7f;
            if (kept == null && (dropped || c == ';')) {
                kept = new StringBuilder(end - start).append(text, start, i);
            }
            if (c == ';') {
                break;
            }
            if (kept != null && !dropped) {
                kept.append(c);
            }
        }
        return kept == null ? text.substring(start, end) : kept.toString();
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
        return text;
    }

    /** Decodes byte by byte. An escaped slash becomes a back-slash: readers disagree about both. */
    private static String decodedOnce(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%'
                    && i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2))) {
                char unescaped = (char) HexFormat.fromHexDigits(text, i + 1, i + 3);
                decoded.append(unescaped == '/' ? '\\' : unescaped);
                i += 2;
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    /**
     * Turns characters that are the bytes of a UTF-8 sequence of two or three into the character meant, whether they
     * were escaped or read as Latin-1. No longer sequence is like an ASCII letter. What is no such sequence stays: as
     * Latin-1, it is no ASCII letter either.
     */
    private static String asUtf8(String text) {
        StringBuilder merged = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xc2 && c <= 0xdf && continues(text, i + 1)) {
                merged.append((char) ((c & 0x1f) << 6 | (text.charAt(i + 1) & 0x3f)));
                i++;
            } else if (c >= 0xe1 && c <= 0xef && continues(text, i + 1) && continues(text, i + 2)) {
                merged.append(
                        (char) ((c & 0x0f) << 12 | (text.charAt(i + 1) & 0x3f) << 6 | (text.charAt(i + 2) & 0x3f)));
                i += 2;
            } else {
                merged.append(c);
            }
        }
        return merged.toString();
    }

    private static boolean continues(String text, int at) {
        return at < text.length() && text.charAt(at) >= 0x80 && text.charAt(at) <= 0xbf;
    }
}
