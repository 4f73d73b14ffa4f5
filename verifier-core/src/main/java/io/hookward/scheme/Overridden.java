package io.hookward.scheme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds fields of a scheme that have no effect, since each of its variants sets them again. */
final class Overridden {
    private Overridden() {}

    /**
     * Refuses a description that says what its variants unsay: the writer would never learn that it is ignored.
     *
     * @throws SchemeException if it has such a field; the message names it
     */
    static void refuse(Node written, List<Node> variants) {
        refuse(written, "", variants);
    }

    private static void refuse(Node written, String path, List<Node> variants) {
        written.fields().forEach((name, field) -> {
            List<Node> again = inEach(variants, name);
            if (!again.isEmpty() && isMerged(field, again)) {
                refuse(field, path + name + ".", again);
            } else if (!again.isEmpty()) {
                throw new SchemeException(field.place() + ": " + path + name
                        + ": has no effect, since each variant sets its own; change the variants");
            }
        });
    }

    /** A description without the fields that these variants set again. */
    static Node without(Node base, List<Node> variants) {
        Map<String, Node> kept = new LinkedHashMap<>();
        base.fields().forEach((name, field) -> {
            List<Node> again = inEach(variants, name);
            if (again.isEmpty()) {
                kept.put(name, field);
            } else if (isMerged(field, again)) {
                kept.put(name, without(field, again));
            }
        });
        return new Node(kept, base.place());
    }

    private static boolean isMerged(Node field, List<Node> again) {
        return field.isObject() && again.stream().allMatch(Node::isObject);
    }

    /** What each variant has under this name; empty if one of them has nothing. */
    private static List<Node> inEach(List<Node> variants, String name) {
        boolean all = variants.stream()
                .allMatch(variant -> variant.isObject() && variant.fields().containsKey(name));
        return all
                ? variants.stream()
                        .map(variant -> Objects.requireNonNull(variant.fields().get(name)))
                        .toList()
                : List.of();
    }
}
