package io.hookward.content;

import io.hookward.scheme.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places of a request that a scheme names, each with a number. Everything that a compiled scheme looks up, it looks up
 * by this number, so that a place is read once, whoever asks.
 *
 * <p>Filled while a scheme is compiled, by one thread; {@link #complete} ends that. Then safe for use by several threads.
 */
public final class ValueTable {
    private final boolean strictJson;
    private final Map<Source, Integer> numbers = new HashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private int computed;
    private JsonFields bodyFields = JsonFields.NONE;
    private @Nullable JsonFields[] formJson = {};

    /**
     * An empty table.
     *
     * @param strictJson whether the body is read before its signature holds, or is not signed as a whole: then it must be
     *     JSON to its end, and no name may come twice
     */
    public ValueTable(boolean strictJson) {
        this.strictJson = strictJson;
    }

    /** The number of a place, which is added if it is new. */
    public int slot(Source source) {
        Integer known = numbers.putIfAbsent(source, sources.size());
        if (known != null) {
            return known;
        }
        sources.add(source);
        return sources.size() - 1;
    }

    /** The number of a place, or -1 if nobody has named it. */
    public int find(Source source) {
        return numbers.getOrDefault(source, -1);
    }

    /** Prepares the reading of bodies, once all places are named. */
    public ValueTable complete() {
        Map<String, Integer> pointers = new HashMap<>();
        formJson = new JsonFields[sources.size()];
        for (int slot = 0; slot < sources.size(); slot++) {
            Source source = sources.get(slot);
            int hash = source.name().indexOf('#');
            if (source.kind() == Source.Kind.BODY) {
                pointers.put(source.name(), slot);
            } else if (source.kind() == Source.Kind.FORM && hash >= 0) {
                formJson[slot] = JsonFields.of(Map.of(source.name().substring(hash + 1), slot));
            }
        }
        bodyFields = JsonFields.of(pointers);
        return this;
    }

    /** The number of a new place for something that is computed for a request. */
    int computedSlot() {
        return computed++;
    }

    int computedSize() {
        return computed;
    }

    /** The items of the signature header that are named so far: their labels, each with its number. */
    public Map<String, Integer> signatureItems() {
        Map<String, Integer> items = new LinkedHashMap<>();
        for (int slot = 0; slot < sources.size(); slot++) {
            if (sources.get(slot).kind() == Source.Kind.SIGNATURE) {
                items.put(sources.get(slot).name(), slot);
            }
        }
        return items;
    }

    int size() {
        return sources.size();
    }

    Source source(int slot) {
        return sources.get(slot);
    }

    boolean isStrictJson() {
        return strictJson;
    }

    /** Reads the fields of the body. */
    JsonFields bodyFields() {
        return bodyFields;
    }

    /** Reads the field of the JSON in a form's field, for a place of that kind. */
    @Nullable
    JsonFields formJson(int slot) {
        return formJson[slot];
    }
}
