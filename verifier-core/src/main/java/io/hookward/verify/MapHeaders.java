package io.hookward.verify;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Headers in a map whose keys are compared without case. */
record MapHeaders(Map<String, List<String>> map) implements Headers {
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
