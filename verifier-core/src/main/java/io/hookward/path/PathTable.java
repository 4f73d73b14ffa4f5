package io.hookward.path;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which request belongs to which endpoint, by exact path.
 *
 * <p>A filter and the handler behind it rarely agree on what a path is: the filter compares one spelling, while the handler
 * may be reached by many ({@code /hook;x}, {@code //hook}, {@code /%68ook}, {@code /hook/}, {@code
 * /hook.json}, {@code /HOOK}). So there are three answers, not two. An endpoint's request is spelled exactly as
 * configured, both as it came and as the server decoded it. A
 * <em>disguised</em> one could be read as an endpoint's path, or one below it, by anybody in between, and is to be
 * refused. Only what can be neither is none of the filter's business. An endpoint therefore owns the paths below its
 * own.
 *
 * <p>Filled by one thread, then safe for use by several.
 *
 * @param <T> what stands for an endpoint
 */
public final class PathTable<T> {

    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private final Map<String, T> byPath = new LinkedHashMap<>();
    private final Map<String, String> byLenientPath = new LinkedHashMap<>();

    /** An empty table. */
    public PathTable() {}

    /**
     * Refuses what cannot be the path of an endpoint.
     *
     * @throws IllegalArgumentException if the path needs escaping, has dot or empty segments or a slash at its end
     */
    public static void check(String path) {
        if (!PLAIN.matcher(path).matches() || !LenientPath.resolved(path).equalsIgnoreCase(path)) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no endpoint path: it starts with a slash, does not end with one, and has only"
                            + " letters, digits and the characters - . _ ~ between slashes");
        }
    }

    /**
     * Adds an endpoint.
     *
     * @param path relative to the context path, starting with a slash, unescaped
     * @throws IllegalArgumentException if the path needs escaping, has dot or empty segments or a slash at its end,
     *     or differs from an earlier one in nothing but spelling
     */
    public void add(String path, T endpoint) {
        check(path);
        @Nullable String other = byLenientPath.putIfAbsent(LenientPath.resolved(path), path);
        if (other != null) {
            throw new IllegalArgumentException(
                    "the paths '" + other + "' and '" + path + "' could be taken for each other");
        }
        byPath.put(path, endpoint);
    }

    /** Stub. */
    public @Nullable PathMatch<T> match(String context, String raw, String decoded) {
        RequestPath path = new RequestPath(context, raw, decoded);
        T exact = exact(path);
        if (exact != null) {
            return new PathMatch<>(exact, true, java.util.List.of(), java.util.List.of());
        }
        T like = disguised(path);
        return like == null ? null : new PathMatch<>(like, false, java.util.List.of(), java.util.List.of());
    }

    /** The endpoint with this path, as configured; else null. */
    public @Nullable T at(String path) {
        return byPath.get(path);
    }

    /** The endpoint whose path this request has, spelled exactly so; else null. */
    public @Nullable T exact(RequestPath path) {
        @Nullable T endpoint = byPath.get(path.decoded());
        return endpoint != null && path.raw().equals(path.context() + path.decoded()) ? endpoint : null;
    }

    /**
     * The endpoint that somebody behind the filter could take this request for, though it is not {@link #exact}; else
     * null.
     */
    public @Nullable T disguised(RequestPath path) {
        String context = LenientPath.resolved(path.context());
        String raw = LenientPath.resolved(path.raw());
        String rawNames = LenientPath.unresolved(path.raw());
        String decoded = LenientPath.resolved(path.decoded());
        for (Map.Entry<String, String> entry : byLenientPath.entrySet()) {
            String inContext = entry.getKey();
            String full = context + inContext;
            if (owns(inContext, decoded) || owns(full, raw) || owns(full, rawNames)) {
                return byPath.get(entry.getValue());
            }
        }
        return null;
    }

    private static boolean owns(String owner, String path) {
        return path.startsWith(owner)
                && (path.length() == owner.length() || !continuesName(path.charAt(owner.length())));
    }

    /**
     * {@code /hook2} and {@code /hook-a} are other names than {@code /hook}; {@code /hook.json}, {@code /hook~} and
     * {@code /hook/a} may not be.
     */
    private static boolean continuesName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
