package io.hookward.scheme;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one object of a scheme's description; every complaint names the place and the field. */
final class Fields {
    private final Node object;
    private final String path;

    private Fields(Node object, String path) {
        this.object = object;
        this.path = path;
    }

    /** The fields of an object, none of which may have a name that is not known. */
    static Fields of(Node node, String path, Set<String> known) {
        if (!node.isObject()) {
            throw new SchemeException(
                    node.place() + ": " + (path.isEmpty() ? "a scheme" : path) + " must be an object");
        }
        Fields fields = new Fields(node, path);
        node.fields().forEach((name, value) -> {
            if (!known.contains(name)) {
                throw fields.wrong(value, name, "there is no such field" + Names.hint(name, known));
            }
        });
        return fields;
    }

    @Nullable
    Node node(String name) {
        return object.fields().get(name);
    }

    String text(String name) {
        Node node = node(name);
        if (node == null) {
            throw new SchemeException(object.place() + ": " + path(name) + " is missing");
        }
        return textOf(node, name);
    }

    String text(String name, String otherwise) {
        return node(name) == null ? otherwise : text(name);
    }

    @Nullable
    String textOrNull(String name) {
        return node(name) == null ? null : text(name);
    }

    boolean flag(String name) {
        Node node = node(name);
        if (node == null || node.value() instanceof Boolean) {
            return node != null && (Boolean) node.value();
        }
        if (node.value().equals("true") || node.value().equals("false")) {
            return node.value().equals("true");
        }
        throw wrong(node, name, "must be true or false");
    }

    int number(String name, int otherwise, int least, int most) {
        Node node = node(name);
        if (node == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(String.valueOf(node.value()));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The complaint below says what is accepted.
        }
        throw wrong(node, name, "must be a whole number from " + least + " to " + most);
    }

    @Nullable
    Duration duration(String name) {
        return node(name) == null ? null : value(name, Durations::parse);
    }

    /** A value made of the field's text; the maker's {@link IllegalArgumentException} becomes a complaint. */
    <T> T value(String name, Function<String, T> maker) {
        Node node = node(name);
        return node == null ? maker.apply(text(name)) : make(node, name, maker);
    }

    <T> T value(String name, String otherwise, Function<String, T> maker) {
        return node(name) == null ? maker.apply(otherwise) : value(name, maker);
    }

    /** A list of values; a single one may stand without the brackets. */
    <T> List<T> list(String name, Function<String, T> maker) {
        Node node = node(name);
        return node == null
                ? List.of()
                : node.items().stream().map(item -> make(item, name, maker)).toList();
    }

    Map<String, String> texts(String name) {
        Node node = node(name);
        if (node == null) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw wrong(node, name, "must be an object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        node.fields().forEach((key, value) -> texts.put(key, textOf(value, name + "." + key)));
        return texts;
    }

    /** Values by the source at which they stand; a name without a kind is a header's. */
    Map<Source, String> values(String name) {
        Map<Source, String> values = new LinkedHashMap<>();
        texts(name).forEach((source, value) -> values.put(sourceOf(name, source), value));
        return values;
    }

    /** Conditions by the source at which a value must stand, in the order in which they are written. */
    List<Condition> conditions(String name, BiFunction<Source, String, Condition> maker) {
        List<Condition> conditions = new ArrayList<>();
        values(name).forEach((source, text) -> {
            try {
                conditions.add(maker.apply(source, text));
            } catch (IllegalArgumentException wrong) {
                throw wrong(name, String.valueOf(wrong.getMessage()));
            }
        });
        return conditions;
    }

    private Source sourceOf(String name, String text) {
        try {
            boolean named = text.indexOf(':') < 0 && !text.equals(Source.TEXT);
            return named ? new Source(Source.Kind.HEADER, text) : Source.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw wrong(name, String.valueOf(wrong.getMessage()));
        }
    }

    /** The fields of an object inside this one, or null if it is absent. */
    @Nullable
    Fields object(String name, Set<String> known) {
        Node node = node(name);
        return node == null ? null : of(node, path(name), known);
    }

    SchemeException wrong(String name, String complaint) {
        Node node = node(name);
        return wrong(node == null ? object : node, name, complaint);
    }

    <T> T make(Node node, String name, Function<String, T> maker) {
        try {
            return maker.apply(textOf(node, name));
        } catch (SchemeException alreadyPlaced) {
            throw alreadyPlaced;
        } catch (IllegalArgumentException wrong) {
            throw wrong(node, name, String.valueOf(wrong.getMessage()));
        }
    }

    private String textOf(Node node, String name) {
        if (node.value() instanceof String text) {
            return text;
        }
        if (node.value() instanceof Long || node.value() instanceof Boolean) {
            return String.valueOf(node.value());
        }
        throw wrong(node, name, "must be text");
    }

    private SchemeException wrong(Node node, String name, String complaint) {
        return new SchemeException(node.place() + ": " + path(name) + ": " + complaint);
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
