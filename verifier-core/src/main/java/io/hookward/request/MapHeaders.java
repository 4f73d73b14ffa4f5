package io.hookward.request;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Headers in a map whose keys are compared without case. */
record MapHeaders(SortedMap<String, List<String>> map) implements Headers {
    MapHeaders {
        map.replaceAll((name, values) -> List.copyOf(values));
        map = Collections.unmodifiableSortedMap(map);
    }

    @Override
    public List<String> values(String name) {
        return map.getOrDefault(name, List.of());
    }

    @Override
    public Set<String> names() {
        return map.keySet();
    }

    /** The names only: values may hold signatures and credentials. */
    @Override
    public String toString() {
        return map.keySet().toString();
    }
}
