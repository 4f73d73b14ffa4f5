package io.hookward.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Headers in an array: a request has one or two dozen, among which a look along the names finds one fastest. */
final class ArrayHeaders implements Headers {
    private final String[] names;
    private final int[] hashes;
    private final List<String>[] values;

    private ArrayHeaders(String[] names, List<String>[] values) {
        this.names = names;
        this.values = values;
        this.hashes = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            hashes[i] = names[i].hashCode();
        }
    }

    @Override
    public List<String> values(String name) {
        // Most senders spell a name as it is documented, and a scheme's name knows its hash code.
        int hash = name.hashCode();
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] == hash && names[i].equals(name)) {
                return values[i];
            }
        }
        return valuesInAnyCase(name);
    }

    private List<String> valuesInAnyCase(String name) {
        int length = name.length();
        for (int i = 0; i < names.length; i++) {
            String other = names[i];
            if (other.length() == length && other.regionMatches(true, 0, name, 0, length)) {
                return values[i];
            }
        }
        return List.of();
    }

    @Override
    public Set<String> names() {
        Set<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Collections.addAll(sorted, names);
        return Collections.unmodifiableSet(sorted);
    }

    @Override
    public Headers snapshot() {
        return this;
    }

    /** The names only: values may hold signatures and credentials. */
    @Override
    public String toString() {
        return names().toString();
    }

    /** Collects headers. Not for use by several threads. */
    static final class Builder {
        /** Beyond so many headers, those that are known are found by a search tree, which nobody can make slow. */
        private static final int LINEAR = 32;

        private final List<String> names;
        private final List<List<String>> values;
        private final Map<String, Integer> index = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        Builder(int expected) {
            this.names = new ArrayList<>(expected);
            this.values = new ArrayList<>(expected);
        }

        void add(String name, String value) {
            Objects.requireNonNull(value, "value");
            int known = find(Objects.requireNonNull(name, "name"));
            if (known < 0) {
                names.add(name);
                values.add(List.of(value));
                return;
            }
            if (!(values.get(known) instanceof ArrayList)) {
                values.set(known, new ArrayList<>(values.get(known)));
            }
            values.get(known).add(value);
        }

        private int find(String name) {
            if (names.size() < LINEAR) {
                for (int i = 0; i < names.size(); i++) {
                    if (names.get(i).equalsIgnoreCase(name)) {
                        return i;
                    }
                }
                return -1;
            }
            for (int i = index.size(); i < names.size(); i++) {
                index.put(names.get(i), i);
            }
            return index.getOrDefault(name, -1);
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        ArrayHeaders build() {
            values.replaceAll(List::copyOf);
            return new ArrayHeaders(names.toArray(String[]::new), values.toArray(new List[0]));
        }
    }
}
