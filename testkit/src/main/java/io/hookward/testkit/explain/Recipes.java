package io.hookward.testkit.explain;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes schemes with one signing method each, in which nothing but the signature decides. */
final class Recipes {
    private static final Set<String> KEPT =
            Set.of("algorithm", "key", "signature", "content", "orContent", "timestamp", "require", "forbid");

    private static final List<String> METHODS = List.of("POST", "GET", "PUT", "PATCH", "DELETE");

    private Recipes() {}

    /**
     * One of a scheme's signing methods, without its conditions for being chosen, and without ids unless they are signed.
     *
     * @param variant which, counted from 0
     */
    static Optional<SignatureScheme> of(SignatureScheme scheme, int variant) {
        return definition(scheme, variant).flatMap(Recipes::read);
    }

    private static Optional<Map<String, Object>> definition(SignatureScheme scheme, int variant) {
        List<Map<String, Object>> all = methods(scheme);
        if (variant >= all.size()) {
            return Optional.empty();
        }
        Map<String, Object> method = all.get(variant);
        Map<String, Object> recipe = new LinkedHashMap<>(method);
        recipe.keySet().retainAll(KEPT);
        if (String.valueOf(recipe.get("content")).contains("{id") && method.get("deliveryId") != null) {
            recipe.put("deliveryId", method.get("deliveryId"));
        }
        recipe.put("name", scheme.name());
        recipe.put("methods", METHODS);
        return Optional.of(recipe);
    }

    /** The definitions of the signing methods in their order; a variant may be named after an entry of the catalogue. */
    private static List<Map<String, Object>> methods(SignatureScheme scheme) {
        Map<String, Object> shared = scheme.definition();
        Object variants = shared.remove("variants");
        if (variants == null) {
            return List.of(shared);
        }
        List<Map<String, Object>> methods = new ArrayList<>();
        for (Object variant : variants instanceof List<?> list ? list : List.of(variants)) {
            if (variant instanceof Map<?, ?> own) {
                methods.add(merged(shared, own));
            } else if (Providers.names().contains(String.valueOf(variant))) {
                methods(Providers.get(String.valueOf(variant))).forEach(method -> methods.add(merged(shared, method)));
            }
        }
        return methods;
    }

    /** The scheme of a definition, or empty if the definition contradicts itself. */
    static Optional<SignatureScheme> read(Map<String, Object> definition) {
        try {
            return Optional.of(SignatureScheme.of(definition, "recipe"));
        } catch (SchemeException contradiction) {
            return Optional.empty();
        }
    }

    /** As variants are laid over what they have in common: objects field by field, everything else as a whole. */
    private static Map<String, Object> merged(Map<String, Object> below, Map<?, ?> above) {
        Map<String, Object> both = new LinkedHashMap<>(below);
        above.forEach((key, value) -> {
            String name = String.valueOf(key);
            Object old = both.get(name);
            both.put(
                    name,
                    old instanceof Map<?, ?> inner && value instanceof Map<?, ?> over
                            ? merged(copy(inner), over)
                            : value);
        });
        return both;
    }

    static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
