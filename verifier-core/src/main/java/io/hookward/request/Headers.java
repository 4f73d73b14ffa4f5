package io.hookward.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request: names in any case, each with its values in the order in which they came. Implementations are
 * read only and need not be safe for several threads.
 */
public interface Headers {
    /** All values of a header, in order; empty if it is absent. */
    List<String> values(String name);

    /** The names of all headers. */
    Set<String> names();

    /** The first value of a header, or null if it is absent. */
    default @Nullable String first(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /**
     * Headers from a map, such as {@code java.net.http.HttpHeaders.map()} or Spring's {@code HttpHeaders}. Copied; names
     * that differ only in case are brought together; null names and values are left out.
     */
    static Headers of(Map<String, ? extends Iterable<String>> headers) {
        SortedMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (name != null && values != null) {
                List<String> target = copy.computeIfAbsent(name, absent -> new ArrayList<>(1));
                for (String value : values) {
                    if (value != null) {
                        target.add(value);
                    }
                }
            }
        });
        return new MapHeaders(copy);
    }

    /**
     * Headers one by one: name, value, name, value, …
     *
     * @throws IllegalArgumentException if the last name has no value
     * @throws NullPointerException if a name or a value is null
     */
    static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("each header needs a name and a value");
        }
        SortedMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.computeIfAbsent(namesAndValues[i], absent -> new ArrayList<>(1))
                    .add(namesAndValues[i + 1]);
        }
        return new MapHeaders(headers);
    }
}
