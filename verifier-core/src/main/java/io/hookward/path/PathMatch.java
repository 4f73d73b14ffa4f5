package io.hookward.path;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PathTable} says about a request to an endpoint. Immutable.
 *
 * @param <T> what stands for an endpoint
 */
public final class PathMatch<T> {

    private final T endpoint;
    private final boolean exact;
    private final List<String> variables;
    private final List<String> values;

    PathMatch(T endpoint, boolean exact, List<String> variables, List<String> values) {
        this.endpoint = endpoint;
        this.exact = exact;
        this.variables = variables;
        this.values = values;
    }

    /** The endpoint that has this path or could be taken to have it. */
    public T endpoint() {
        return endpoint;
    }

    /**
     * Whether the path is spelled exactly as the endpoint's. If not, it is disguised: a handler behind a filter could
     * read it as the endpoint's path or one below it. Such a request is to be refused, or the handler is reached past
     * the filter.
     */
    public boolean isExact() {
        return exact;
    }

    /**
     * The value of a variable of the endpoint's path: 1 to 100 letters, digits and characters {@code - . _ ~}.
     *
     * @return null if the path has no such variable, or is not {@linkplain #isExact exact}
     */
    public @Nullable String variable(String name) {
        int index = exact ? variables.indexOf(name) : -1;
        return index < 0 ? null : values.get(index);
    }

    /** All variables of the endpoint's path with their values; none if the path is not {@linkplain #isExact exact}. */
    public Map<String, String> variables() {
        if (!exact || variables.isEmpty()) {
            return Map.of();
        }
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            all.put(variables.get(i), values.get(i));
        }
        return all;
    }
}
