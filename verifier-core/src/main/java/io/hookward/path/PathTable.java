package io.hookward.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which request belongs to which endpoint, by exact path.
 *
 * <p>A filter and the handler behind it rarely agree on what a path is: the filter compares one spelling, while the
 * handler may be reached by many ({@code /hook;x}, {@code //hook}, {@code /%68ook}, {@code /hook/}, {@code
 * /hook.json}, {@code /HOOK}). So there are three answers, not two. An endpoint's request is spelled exactly as
 * configured, both as it came and as the server decoded it. A <em>disguised</em> one could be read as an endpoint's
 * path, or one below it, by anybody in between, and is to be refused. Only what can be neither is none of the filter's
 * business. An endpoint therefore owns the paths below its own.
 *
 * <p>Where a path fits several {@linkplain PathTemplate templates}, names win over variables: a path that could be
 * taken for {@code /webhooks/main/stripe} never has a tenant {@code main} in {@code /webhooks/{tenant}/stripe}.
 *
 * <p>Filled by one thread, then safe for use by several.
 *
 * @param <T> what stands for an endpoint
 */
public final class PathTable<T> {

    private final List<Entry<T>> entries = new ArrayList<>();
    private final PathTree<Entry<T>> tree = new PathTree<>();

    private static final class Entry<T> {
        private final PathTemplate template;
        private final T endpoint;
        private final PathMatch<T> exact;
        private final PathMatch<T> disguised;

        Entry(PathTemplate template, T endpoint) {
            this.template = template;
            this.endpoint = endpoint;
            this.exact = new PathMatch<>(endpoint, true, List.of(), List.of());
            this.disguised = new PathMatch<>(endpoint, false, List.of(), List.of());
        }

        /** The answer if this is the owner of a request whose raw path has just this decoded one behind the context. */
        PathMatch<T> match(String decoded) {
            if (!template.fits(decoded)) {
                return disguised;
            }
            List<String> variables = template.variables();
            return variables.isEmpty() ? exact : new PathMatch<>(endpoint, true, variables, template.values(decoded));
        }
    }

    /** An empty table. */
    public PathTable() {}

    /**
     * Refuses what cannot be the path of an endpoint.
     *
     * @throws IllegalArgumentException as {@link PathTemplate#of} does
     */
    public static void check(String path) {
        PathTemplate.of(path);
    }

    /**
     * Adds an endpoint.
     *
     * @param path relative to the context path, starting with a slash, unescaped, perhaps with variables
     * @throws IllegalArgumentException if the path {@linkplain PathTemplate#of is not one of an endpoint}, or if it
     *     could be taken for an earlier one and neither is more specific
     */
    public void add(String path, T endpoint) {
        Entry<T> added = new Entry<>(PathTemplate.of(path), endpoint);
        for (Entry<T> other : entries) {
            if (added.template.isAmbiguousBeside(other.template)) {
                throw new IllegalArgumentException(
                        "the paths '" + other.template + "' and '" + path + "' could be taken for each other");
            }
        }
        entries.add(added);
        entries.sort(Comparator.comparing(entry -> entry.template, PathTemplate.NARROWEST_FIRST));
        tree.add(added.template, added);
    }

    /**
     * Whose request this is. Allocates nothing for a plain path that is no endpoint's, nor for one that is exactly that
     * of an endpoint without variables.
     *
     * @param context the path of the application, or the empty text
     * @param raw the whole path as it came, with the context and without the query
     * @param decoded the path below the context, as the server decoded it for its handlers
     * @return null if nobody could take this for a request to an endpoint
     */
    public @Nullable PathMatch<T> match(String context, String raw, String decoded) {
        if (isWhole(context, decoded, raw) && isPlain(raw, decoded)) {
            Entry<T> owner = tree.owner(decoded);
            return owner == null ? null : owner.match(decoded);
        }
        return matchLeniently(context, raw, decoded);
    }

    private static boolean isWhole(String context, String decoded, String raw) {
        return context.isEmpty()
                ? raw.equals(decoded)
                : raw.length() == context.length() + decoded.length()
                        && raw.startsWith(context)
                        && raw.startsWith(decoded, context.length());
    }

    private static boolean isPlain(String raw, String decoded) {
        return (decoded.isEmpty() || decoded.charAt(0) == '/') && Spelling.isPlain(raw);
    }

    /** As {@link #match}, for all paths, but slower. */
    @Nullable
    PathMatch<T> matchLeniently(String context, String raw, String decoded) {
        boolean whole = isWhole(context, decoded, raw);
        for (Entry<T> entry : entries) {
            if (whole && entry.template.variables().isEmpty() && entry.template.fits(decoded)) {
                return entry.exact;
            }
        }
        Set<LenientPath> readings = readings(context, raw, decoded);
        for (Entry<T> entry : entries) {
            for (LenientPath reading : readings) {
                if (reading.isOwnedBy(entry.template)) {
                    return whole ? entry.match(decoded) : entry.disguised;
                }
            }
        }
        return null;
    }

    private static Set<LenientPath> readings(String context, String raw, String decoded) {
        LenientPath above = LenientPath.of(context).resolved();
        LenientPath unresolved = LenientPath.of(raw);
        Set<LenientPath> readings = new LinkedHashSet<>();
        readings.add(LenientPath.of(decoded).resolved());
        readings.add(unresolved.resolved().below(above));
        readings.add(unresolved.below(above));
        return readings;
    }
}
