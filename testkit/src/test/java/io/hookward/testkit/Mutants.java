package io.hookward.testkit;

import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Copies of an entry in which one field of how it signs is dropped or changed. Those that mean the same as the entry, and
 * those that the reader refuses, are left out.
 */
final class Mutants {
    /** What tells how a provider signs, where its ids stand, and nothing else. */
    private static final Set<String> FIELDS = Set.of(
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
            "deliveryId",
            "eventId",
            "eventType",
            "variants");

    private static final Pattern TOKEN = Pattern.compile("\\{\\{|}}|\\{[^{}]*}|[^{}]+");

    private final SignatureScheme scheme;
    private final List<Mutant> mutants = new ArrayList<>();

    /**
     * A changed entry.
     *
     * @param field the field's name in the format, such as {@code signature.prefix}
     * @param change what was done, with the place where a field stands several times
     */
    record Mutant(String field, String change, SignatureScheme scheme) {
        @Override
        public String toString() {
            return scheme.name() + ": " + change;
        }
    }

    private Mutants(SignatureScheme scheme) {
        this.scheme = scheme;
    }

    static List<Mutant> of(SignatureScheme scheme) {
        Mutants mutants = new Mutants(scheme);
        mutants.object(List.of(), scheme.definition(), FIELDS);
        return List.copyOf(mutants.mutants);
    }

    private void object(List<Object> path, Map<String, Object> fields, Set<String> known) {
        fields.forEach((name, value) -> {
            if (known.isEmpty() || known.contains(name)) {
                value(with(path, name), value);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private void value(List<Object> path, Object value) {
        change(path, "dropped", parent -> remove(parent, path));
        if (value instanceof Map<?, ?> map) {
            object(path, (Map<String, Object>) map, Set.of());
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                value(with(path, i), list.get(i));
            }
        } else {
            for (Object other : others(name(path), value)) {
                change(path, "changed to " + other, parent -> set(parent, path, other));
            }
        }
    }

    /** Other values of a field, near enough to the true one to be a mistake somebody makes. */
    private static List<Object> others(String field, Object value) {
        String text = String.valueOf(value);
        return switch (field) {
            case "algorithm" ->
                List.of(
                        "hmac-sha256",
                        "hmac-sha1",
                        "hmac-sha512",
                        "sha256",
                        "sha1",
                        "ed25519",
                        "rsa-sha256",
                        "ecdsa-p256-sha256",
                        "token");
            case "key" -> List.of("text", "base64", "hex", "sha256", "strip-match .");
            case "signature.encoding" -> List.of("hex", "base64", "base64url");
            case "timestamp.unit" -> List.of("seconds", "milliseconds", "iso-8601", "opaque");
            case "timestamp.tolerance", "timestamp.future" -> List.of("1s", "300d");
            case "signature.first" -> List.of(0, 2);
            case "signature.prefixCase" -> List.of("exact", "ignored");
            case "signature.repeat" -> List.of(!Boolean.parseBoolean(text));
            case "content", "orContent", "content.ifPresent", "content.base64url" -> templates(text);
            default -> List.of(text + "-x");
        };
    }

    /** The template with something behind it, and without each of its pieces. */
    private static List<Object> templates(String template) {
        List<Object> others = new ArrayList<>(List.of(template + "-x"));
        for (MatchResult token : TOKEN.matcher(template).results().toList()) {
            others.add(template.substring(0, token.start()) + template.substring(token.end()));
        }
        return others;
    }

    private void change(List<Object> path, String what, Consumer<Object> change) {
        Map<String, Object> definition = scheme.definition();
        change.accept(definition);
        try {
            SignatureScheme mutant = SignatureScheme.of(definition, "mutant");
            if (!mutant.methods().equals(scheme.methods())) {
                mutants.add(new Mutant(name(path), place(path) + " " + what, mutant));
            }
        } catch (SchemeException refused) {
            // The reader has found the mistake itself.
        }
    }

    private static void remove(Object root, List<Object> path) {
        Object parent = at(root, path.subList(0, path.size() - 1));
        Object last = path.get(path.size() - 1);
        if (parent instanceof List<?> list) {
            list.remove((int) (Integer) last);
        } else {
            ((Map<?, ?>) parent).remove(last);
        }
    }

    @SuppressWarnings("unchecked")
    private static void set(Object root, List<Object> path, Object value) {
        Object parent = at(root, path.subList(0, path.size() - 1));
        Object last = path.get(path.size() - 1);
        if (parent instanceof List<?> list) {
            ((List<Object>) list).set((Integer) last, value);
        } else {
            ((Map<String, Object>) parent).put((String) last, value);
        }
    }

    private static Object at(Object root, List<Object> path) {
        Object node = root;
        for (Object step : path) {
            node = step instanceof Integer index ? ((List<?>) node).get(index) : ((Map<?, ?>) node).get(step);
        }
        return node;
    }

    private static List<Object> with(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    /** The field without the numbers of variants and alternatives, and without the sources of conditions. */
    private static String name(List<Object> path) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Object step : path) {
            if (step instanceof String name && !name.equals("variants")) {
                names.put(name, name);
            }
        }
        String name = String.join(".", names.keySet());
        if (name.isEmpty()) {
            return "variants";
        }
        return name.startsWith("require.") ? "require" : name.startsWith("when.") ? "when" : name;
    }

    private static String place(List<Object> path) {
        StringBuilder place = new StringBuilder();
        for (Object step : path) {
            place.append(step instanceof Integer ? "[" + step + "]" : (place.isEmpty() ? "" : ".") + step);
        }
        return place.toString();
    }
}
