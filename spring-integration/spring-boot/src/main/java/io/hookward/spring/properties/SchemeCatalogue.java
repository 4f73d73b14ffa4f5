package io.hookward.spring.properties;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import io.hookward.spring.WebhookConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The schemes of the catalogue, and those that the application defines itself. */
final class SchemeCatalogue {
    private final Map<String, SignatureScheme> own = new LinkedHashMap<>();

    /**
     * @param definitions schemes by name, as bound from {@code hookward.schemes}
     */
    SchemeCatalogue(Map<String, Object> definitions) {
        definitions.forEach((name, definition) -> {
            String place = "hookward.schemes." + name;
            if (!(listed(definition) instanceof Map<?, ?> fields)) {
                throw new WebhookConfigurationException(
                        place, "is not an object", "Describe the scheme as docs/scheme-format.md shows");
            }
            Map<String, Object> scheme = new LinkedHashMap<>();
            scheme.put("name", name);
            fields.forEach((field, value) -> scheme.put(String.valueOf(field), value));
            try {
                own.put(name, SignatureScheme.of(scheme, place));
            } catch (SchemeException wrong) {
                String complaint = String.valueOf(wrong.getMessage());
                throw new WebhookConfigurationException(
                        place,
                        complaint.startsWith(place + ": ") ? complaint.substring(place.length() + 2) : complaint,
                        "Correct the description; docs/scheme-format.md lists the fields");
            }
        });
    }

    /** The scheme with this name. The application's own come first, so that it can replace an entry of the catalogue. */
    SignatureScheme get(String name, String property) {
        SignatureScheme scheme = own.get(name);
        if (scheme != null) {
            return scheme;
        }
        if (Providers.names().contains(name)) {
            return Providers.get(name);
        }
        throw new WebhookConfigurationException(
                property,
                "there is no provider '" + name + "'"
                        + Suggestions.to(name, names())
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(""),
                "Use one of " + String.join(", ", names()) + ", or describe the scheme under hookward.schemes." + name);
    }

    private SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(own.keySet());
        names.addAll(Providers.names());
        return names;
    }

    /**
     * A value with its lists restored: Spring Boot binds {@code list[0]} below a map of objects as a map with the key "0".
     */
    static Object listed(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value == null ? "" : value;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), listed(field)));
        boolean isList = !fields.isEmpty()
                && Stream.iterate(0, i -> i < fields.size(), i -> i + 1)
                        .allMatch(i -> fields.containsKey(String.valueOf(i)));
        return isList ? items(fields) : fields;
    }

    private static List<Object> items(Map<String, Object> byIndex) {
        Map<Integer, Object> sorted = new TreeMap<>();
        byIndex.forEach((index, item) -> sorted.put(Integer.valueOf(index), item));
        return List.copyOf(sorted.values());
    }
}
