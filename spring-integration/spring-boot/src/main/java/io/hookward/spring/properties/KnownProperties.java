package io.hookward.spring.properties;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/** The names that properties below {@code hookward} can have, by the types that bind them. */
final class KnownProperties {
    private final PropertyRoots roots;

    KnownProperties(PropertyRoots roots) {
        this.roots = roots;
    }

    /**
     * Why a property is unknown.
     *
     * @param problem what is wrong with its name
     * @param fix what to do
     */
    record Unknown(String problem, String fix) {}

    /**
     * A name on the way to a property.
     *
     * @param type what binds the properties below it; null if only prefixes of modules are below it
     */
    private record Node(
            ConfigurationPropertyName name, @Nullable ResolvableType type) {
        boolean isList() {
            return type != null && Collection.class.isAssignableFrom(type.resolve(Object.class));
        }

        boolean isMap() {
            return type != null && Map.class.isAssignableFrom(type.resolve(Object.class));
        }

        Stream<RecordComponent> components() {
            RecordComponent[] components =
                    type == null ? null : type.resolve(Object.class).getRecordComponents();
            return components == null ? Stream.empty() : Arrays.stream(components);
        }
    }

    /** Why there is no property of this name, to which nothing was bound. */
    Unknown explain(ConfigurationPropertyName name) {
        Node node = root();
        for (int i = 1; i < name.getNumberOfElements(); i++) {
            if (node.isList() && !name.isNumericIndex(i)) {
                return unnumbered(name, i);
            }
            Node inner = inner(node, name.chop(i + 1));
            if (inner == null) {
                return unknown(name, i, namesIn(node));
            }
            node = inner;
        }
        List<String> below = below(name);
        return below.isEmpty()
                ? new Unknown("could not be bound", "Correct or remove it")
                : new Unknown(
                        "takes no value itself, only properties below it",
                        "Give the value to the one you mean: " + String.join(", ", below));
    }

    /** The properties below one that takes no value itself; none if it takes one. */
    List<String> below(ConfigurationPropertyName name) {
        Node node = root();
        for (int i = 1; i < name.getNumberOfElements(); i++) {
            Node inner = inner(node, name.chop(i + 1));
            if (inner == null) {
                return List.of();
            }
            node = inner;
        }
        String above = name + (node.isList() ? "[0]." : node.isMap() ? ".<name>." : ".");
        return namesIn(items(node)).stream().map(one -> above + one).toList();
    }

    private Node root() {
        return new Node(PropertyRoots.HOOKWARD, roots.type(PropertyRoots.HOOKWARD));
    }

    private static Unknown unnumbered(ConfigurationPropertyName name, int at) {
        ConfigurationPropertyName list = name.chop(at);
        return new Unknown(
                "there is no such property; " + list + " is a list",
                "Number the items, as in " + list + "[0]." + name.subName(at) + ", or begin each with a dash in YAML");
    }

    private static Unknown unknown(ConfigurationPropertyName name, int at, List<String> known) {
        ConfigurationPropertyName above = name.chop(at);
        if (known.isEmpty()) {
            return new Unknown(
                    "there is no such property; " + above + " is one value, and has nothing below it",
                    "Give " + above + " one value");
        }
        return new Unknown(
                "there is no such property"
                        + suggestion(name, at, known)
                                .map(near -> "; did you mean '" + above + "." + near + "'?")
                                .orElse(""),
                "Correct the name, or remove it. Below " + above + " there are: " + String.join(", ", known));
    }

    private static Optional<String> suggestion(ConfigurationPropertyName name, int at, List<String> known) {
        // An environment variable has no dashes: HTTPS_ONYL comes as https.onyl
        String rest = name.subName(at).toString();
        Optional<String> whole = Suggestions.to(rest.replace('.', '-'), known);
        String below = name.subName(at + 1).toString();
        return whole.isPresent()
                ? whole
                : Suggestions.to(name.getElement(at, Form.DASHED), known)
                        .map(near -> below.isEmpty() ? near : near + "." + below);
    }

    private @Nullable Node inner(Node node, ConfigurationPropertyName name) {
        ResolvableType root = roots.type(name);
        if (root != null) {
            return new Node(name, root);
        }
        if (node.isMap() || node.isList()) {
            return new Node(name, items(node).type());
        }
        String element = name.getLastElement(Form.UNIFORM);
        return node.components()
                .filter(component -> component.getName().equalsIgnoreCase(element))
                .findFirst()
                .map(component -> new Node(name, ResolvableType.forType(component.getGenericType())))
                .orElseGet(() -> modulesBelow(name).findAny().isPresent() ? new Node(name, null) : null);
    }

    /** The items of a list or the values of a map; else the node itself. */
    private static Node items(Node node) {
        if (node.type() == null || !node.isMap() && !node.isList()) {
            return node;
        }
        ResolvableType items = node.isMap()
                ? node.type().asMap().getGeneric(1)
                : node.type().asCollection().getGeneric();
        return new Node(node.name(), items);
    }

    private List<String> namesIn(Node node) {
        int elements = node.name().getNumberOfElements();
        return Stream.concat(
                        node.components().map(component -> DataObjectPropertyName.toDashedForm(component.getName())),
                        modulesBelow(node.name()).map(prefix -> prefix.getElement(elements, Form.DASHED)))
                .distinct()
                .toList();
    }

    private Stream<ConfigurationPropertyName> modulesBelow(ConfigurationPropertyName name) {
        return roots.prefixes().stream().filter(name::isAncestorOf);
    }
}
