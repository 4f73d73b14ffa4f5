package io.hookward.scheme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the ways in which another entry signs in place of that entry's name: many providers sign through the same service or
 * by the same standard.
 */
final class NamedVariants {
    /** What tells how a provider signs; where its ids and types stand is its own, unless a variant says so. */
    private static final Set<String> SIGNING = Set.of(
            "algorithm",
            "key",
            "signature",
            "content",
            "orContent",
            "timestamp",
            "when",
            "require",
            "forbid",
            "secretId",
            "deliveryId");

    private NamedVariants() {}

    /**
     * A description whose variants are all written out; each only once.
     *
     * @throws SchemeException if a name is not one of the catalogue's
     */
    static Node writtenOut(Node description) {
        Node variants = description.isObject() ? description.fields().get("variants") : null;
        if (variants == null || variants.items().stream().allMatch(Node::isObject)) {
            return description;
        }
        List<Node> all = new ArrayList<>();
        for (Node variant : variants.items()) {
            for (Node one : variant.isObject() ? List.of(variant) : of(variant)) {
                if (all.stream().noneMatch(other -> other.plain().equals(one.plain()))) {
                    all.add(one);
                }
            }
        }
        Map<String, Node> fields = new LinkedHashMap<>(description.fields());
        fields.put("variants", new Node(all, variants.place()));
        return new Node(fields, description.place());
    }

    private static List<Node> of(Node name) {
        Node entry;
        try {
            entry = Providers.get(String.valueOf(name.value())).node();
        } catch (UnknownProviderException unknown) {
            throw new SchemeException(name.place() + ": variants: " + unknown.getMessage());
        }
        Map<String, Node> shared = new LinkedHashMap<>(entry.fields());
        shared.keySet().retainAll(SIGNING);
        Node below = new Node(shared, name.place());
        Node variants = entry.fields().get("variants");
        return variants == null
                ? List.of(below)
                : variants.items().stream().map(variant -> variant.over(below)).toList();
    }
}
