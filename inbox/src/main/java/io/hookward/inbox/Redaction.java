package io.hookward.inbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do not get to see of a delivery: its stored bytes are left alone, so that it can still be handled. Headers that look
 * like credentials or signatures are masked always. Immutable and safe for use by several threads.
 */
public final class Redaction {
    /** In place of what is masked. */
    public static final String MASK = "***";

    /** Masks credentials and signatures in headers, and nothing of the body. */
    public static final Redaction DEFAULT = new Redaction(Set.of(), List.of(), false);

    private static final Pattern SENSITIVE = Pattern.compile(
            "authorization|cookie|signature|(^|-)sig(-|$)|token|secret|api-?key|password|hmac|credential");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Set<String> headers;
    private final List<JsonPointer> pointers;
    private final boolean bodies;

    private Redaction(Set<String> headers, List<JsonPointer> pointers, boolean bodies) {
        this.headers = headers;
        this.pointers = List.copyOf(pointers);
        this.bodies = bodies;
    }

    /** Masks these headers too, whatever their case. */
    public Redaction headers(String... names) {
        Set<String> all = new TreeSet<>(headers);
        for (String name : names) {
            all.add(name.toLowerCase(Locale.ROOT));
        }
        return new Redaction(all, pointers, bodies);
    }

    /**
     * Masks these places of JSON bodies too, with all beneath them. A body of a provider with such a place that is not JSON is masked as a whole.
     *
     * @param places JSON pointers (RFC 6901); {@code *} as a segment stands for every element or field
     * @throws IllegalArgumentException if one is no JSON pointer
     */
    public Redaction pointers(String... places) {
        List<JsonPointer> all = new ArrayList<>(pointers);
        for (String place : places) {
            all.add(JsonPointer.compile(place));
        }
        return new Redaction(headers, all, bodies);
    }

    /** Masks whole bodies. */
    public Redaction bodies() {
        return new Redaction(headers, pointers, true);
    }

    boolean isMasked(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return headers.contains(name) || SENSITIVE.matcher(name).find();
    }

    /** Names and values in turn. */
    List<String> headers(List<String> namesAndValues) {
        List<String> shown = new ArrayList<>(namesAndValues);
        for (int i = 0; i < shown.size(); i += 2) {
            if (isMasked(shown.get(i))) {
                shown.set(i + 1, MASK);
            }
        }
        return List.copyOf(shown);
    }

    byte[] body(byte[] body) {
        if (bodies) {
            return mask();
        }
        if (pointers.isEmpty()) {
            return body;
        }
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                return body;
            }
            for (JsonPointer pointer : pointers) {
                mask(tree, pointer);
            }
            return MAPPER.writeValueAsBytes(tree);
        } catch (JacksonException noJson) {
            return mask();
        }
    }

    private static byte[] mask() {
        return MASK.getBytes(StandardCharsets.UTF_8);
    }

    private static void mask(JsonNode node, @Nullable JsonPointer pointer) {
        if (pointer == null || pointer.matches()) {
            return;
        }
        boolean last = pointer.tail() == null || pointer.tail().matches();
        String name = pointer.getMatchingProperty();
        if (node instanceof ObjectNode object) {
            for (String field : name.equals("*") ? List.copyOf(object.propertyNames()) : List.of(name)) {
                JsonNode child = object.get(field);
                if (child != null && last) {
                    object.put(field, MASK);
                } else if (child != null) {
                    mask(child, pointer.tail());
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (!name.equals("*") && !name.equals(Integer.toString(i))) {
                    continue;
                }
                if (last) {
                    array.set(i, array.stringNode(MASK));
                } else {
                    mask(array.get(i), pointer.tail());
                }
            }
        }
    }

    /** What is masked. */
    @Override
    public String toString() {
        return "Redaction[headers=" + headers + ", pointers=" + pointers + ", bodies=" + bodies + "]";
    }
}
