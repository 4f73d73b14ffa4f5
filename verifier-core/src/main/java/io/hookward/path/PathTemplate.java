package io.hookward.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The path of an endpoint: {@code /webhooks/github}, or {@code /webhooks/{tenant}/stripe} with variables.
 *
 * <p>A segment has letters, digits and the characters {@code - . _ ~}, or is a variable: a name in braces, of letters
 * and digits and starting with a letter. A variable stands for one segment of 1 to 100 of the characters above, and
 * never for a dot segment. The path may end in a slash, which is then part of it. Immutable.
 */
public final class PathTemplate {

    private static final int MAX_SEGMENTS = 30;
    private static final int MAX_VALUE_LENGTH = 100;

    /**
     * Among templates that own one path, the one that decides comes first: at the first difference a name before a
     * variable, either before nothing, and a longer name before its beginning.
     */
    static final Comparator<PathTemplate> NARROWEST_FIRST = Comparator.<PathTemplate, String>comparing(
                    template -> template.kinds)
            .thenComparing(template -> template.last().text().length(), Comparator.reverseOrder());

    /**
     * A segment.
     *
     * @param text the segment as it stands, or the variable's name
     */
    record Part(String text, boolean isVariable) {}

    private final String path;
    private final List<Part> parts;
    private final List<String> variables;
    private final boolean endsInSlash;
    /** A letter for each segment and for the end, in the order in which they are preferred. */
    private final String kinds;

    private PathTemplate(String path, List<Part> parts) {
        this.path = path;
        this.parts = List.copyOf(parts);
        this.variables = parts.stream().filter(Part::isVariable).map(Part::text).toList();
        this.endsInSlash = path.endsWith("/");
        this.kinds = parts.stream().map(part -> part.isVariable() ? "b" : "a").collect(Collectors.joining("", "", "c"));
    }

    /**
     * Reads the path of an endpoint.
     *
     * @param path relative to the context path, starting with a slash, unescaped
     * @throws IllegalArgumentException if it needs escaping, has empty or dot segments, more than 30 segments, a
     *     variable that is not a whole segment, or two variables of one name
     */
    public static PathTemplate of(String path) {
        if (!path.startsWith("/") || path.length() == 1) {
            throw unusable(path, "it must start with a slash and have at least one segment");
        }
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String segment : path.substring(1, end).split("/", -1)) {
            Part part = part(path, segment);
            if (part.isVariable() && !names.add(part.text())) {
                throw unusable(path, "two variables are named '" + part.text() + "'");
            }
            parts.add(part);
        }
        if (parts.size() > MAX_SEGMENTS) {
            throw unusable(path, "it has more than " + MAX_SEGMENTS + " segments");
        }
        return new PathTemplate(path, parts);
    }

    private static Part part(String path, String segment) {
        if (segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0) {
            if (!isVariable(segment)) {
                throw unusable(
                        path,
                        "'" + segment + "' is not a variable, which is a whole segment such as {tenant}, with a name of"
                                + " letters and digits that starts with a letter");
            }
            return new Part(segment.substring(1, segment.length() - 1), true);
        }
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw unusable(path, "empty segments and dot segments are not allowed");
        }
        for (int i = 0; i < segment.length(); i++) {
            if (!isAllowed(segment.charAt(i))) {
                throw unusable(
                        path,
                        "the segment '" + segment + "' may have only letters, digits and the characters - . _ ~, or be"
                                + " a variable such as {tenant}");
            }
        }
        return new Part(segment, false);
    }

    private static IllegalArgumentException unusable(String path, String why) {
        return new IllegalArgumentException("'" + path + "' is not an endpoint path: " + why);
    }

    private static boolean isVariable(String segment) {
        int last = segment.length() - 1;
        if (last < 2 || segment.charAt(0) != '{' || segment.charAt(last) != '}' || !isLetter(segment.charAt(1))) {
            return false;
        }
        for (int i = 2; i < last; i++) {
            if (!isLetterOrDigit(segment.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The names of the variables, in order; empty if this is an ordinary path. */
    public List<String> variables() {
        return variables;
    }

    /** The path as configured. */
    @Override
    public String toString() {
        return path;
    }

    List<Part> parts() {
        return parts;
    }

    private Part last() {
        return parts.get(parts.size() - 1);
    }

    /** Whether this path, unescaped and below the context, is spelled exactly as this template wants it. */
    boolean fits(String decoded) {
        if (variables.isEmpty()) {
            return path.equals(decoded);
        }
        int at = 0;
        for (Part part : parts) {
            if (!decoded.startsWith("/", at)) {
                return false;
            }
            int end = part.isVariable()
                    ? segmentEnd(decoded, at + 1)
                    : at + 1 + part.text().length();
            if (part.isVariable() ? !isValue(decoded, at + 1, end) : !decoded.startsWith(part.text(), at + 1)) {
                return false;
            }
            at = end;
        }
        return endsInSlash ? at == decoded.length() - 1 && decoded.charAt(at) == '/' : at == decoded.length();
    }

    /** The values of the variables, in order, in a path that {@linkplain #fits fits}. */
    List<String> values(String decoded) {
        List<String> values = new ArrayList<>(variables.size());
        int at = 0;
        for (Part part : parts) {
            int end = segmentEnd(decoded, at + 1);
            if (part.isVariable()) {
                values.add(decoded.substring(at + 1, end));
            }
            at = end;
        }
        return values;
    }

    /**
     * Whether neither template is more specific than the other, though some path could be taken for both: they differ
     * in case, in the names of variables or in the slash at the end only, or each has a name where the other has a
     * variable.
     */
    boolean isAmbiguousBeside(PathTemplate other) {
        if (parts.size() != other.parts.size()) {
            return false;
        }
        boolean narrower = false;
        boolean wider = false;
        for (int i = 0; i < parts.size(); i++) {
            Part mine = parts.get(i);
            Part theirs = other.parts.get(i);
            if (mine.isVariable() || theirs.isVariable()) {
                narrower |= !mine.isVariable();
                wider |= !theirs.isVariable();
            } else if (i < parts.size() - 1 && !Spelling.alike(mine.text(), theirs.text())) {
                return false;
            }
        }
        if (last().isVariable()
                || other.last().isVariable()
                || Spelling.alike(last().text(), other.last().text())) {
            return narrower == wider;
        }
        return narrower
                && wider
                && (Spelling.owns(last().text(), other.last().text())
                        || Spelling.owns(other.last().text(), last().text()));
    }

    static int segmentEnd(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    private static boolean isValue(String path, int from, int to) {
        if (to <= from || to - from > MAX_VALUE_LENGTH) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!isAllowed(path.charAt(i))) {
                return false;
            }
        }
        boolean dots = path.charAt(from) == '.' && (to - from == 1 || (to - from == 2 && path.charAt(from + 1) == '.'));
        return !dots;
    }

    private static boolean isAllowed(char c) {
        return isLetterOrDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
