package io.hookward.request;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request: names in any case, each with its values in the order in which they came. Implementations are
 * read only and need not be safe for several threads.
 */
public interface Headers {
    /** No headers. */
    Headers NONE = new ArrayHeaders.Builder(0).build();

    /** All values of a header, in order; empty if it is absent. */
    List<String> values(String name);

    /** The names of all headers. */
    Set<String> names();

    /** The first value of a header, or null if it is absent. */
    default @Nullable String first(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** These headers, if they never change and are safe for several threads; else such a copy of them. */
    default Headers snapshot() {
        Set<String> names = names();
        ArrayHeaders.Builder copy = new ArrayHeaders.Builder(names.size());
        for (String name : names) {
            for (String value : values(name)) {
                copy.add(name, value);
            }
        }
        return copy.build();
    }

    /**
     * Headers from a map, such as {@code java.net.http.HttpHeaders.map()} or Spring's {@code HttpHeaders}. Copied; names
     * that differ only in case are brought together; null names and values are left out.
     */
    static Headers of(Map<String, ? extends Iterable<String>> headers) {
        ArrayHeaders.Builder copy = new ArrayHeaders.Builder(headers.size());
        headers.forEach((name, values) -> {
            if (name != null && values != null) {
                for (String value : values) {
                    if (value != null) {
                        copy.add(name, value);
                    }
                }
            }
        });
        return copy.build();
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
        ArrayHeaders.Builder headers = new ArrayHeaders.Builder(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers.build();
    }
}
