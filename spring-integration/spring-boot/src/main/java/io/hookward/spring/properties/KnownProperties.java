package io.hookward.spring.properties;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/** The names that properties below {@code hookward} can have, as {@link HookwardProperties} says. */
final class KnownProperties {
    private KnownProperties() {}

    /**
     * Why a name is none.
     *
     * @param problem what is wrong with it
     * @param fix what to do
     */
    record Unknown(String problem, String fix) {}

    /** Why there is no property of this name, which nothing was bound to. */
    static Unknown explain(ConfigurationPropertyName name) {
        ResolvableType type = ResolvableType.forClass(HookwardProperties.class);
        for (int i = 1; i < name.getNumberOfElements(); i++) {
            if (isList(type) && !name.isNumericIndex(i)) {
                return unnumbered(name, i);
            }
            ResolvableType inner = inner(type, name.getElement(i, Form.UNIFORM));
            if (inner == null) {
                return unknown(name, i, namesIn(type));
            }
            type = inner;
        }
        return new Unknown("could not be bound", "Correct or remove it");
    }

    /** The properties below one that takes no value itself; none if it takes one. */
    static List<String> below(ConfigurationPropertyName name) {
        ResolvableType type = ResolvableType.forClass(HookwardProperties.class);
        for (int i = 1; i < name.getNumberOfElements(); i++) {
            ResolvableType inner = inner(type, name.getElement(i, Form.UNIFORM));
            if (inner == null) {
                return List.of();
            }
            type = inner;
        }
        ResolvableType holder = isList(type) || isMap(type) ? Objects.requireNonNull(inner(type, "")) : type;
        String above = name + (isList(type) ? "[0]." : isMap(type) ? ".<name>." : ".");
        return namesIn(holder).stream().map(one -> above + one).toList();
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
                        + nearest(name, at, known)
                                .map(near -> "; did you mean '" + above + "." + near + "'?")
                                .orElse(""),
                "Correct the name, or remove it. Below " + above + " there are: " + String.join(", ", known));
    }

    private static Optional<String> nearest(ConfigurationPropertyName name, int at, List<String> known) {
        // An environment variable has no dashes: HTTPS_ONYL comes as https.onyl
        String rest = name.subName(at).toString();
        Optional<String> whole = Suggestions.to(rest.replace('.', '-'), known);
        String below = name.subName(at + 1).toString();
        return whole.isPresent()
                ? whole
                : Suggestions.to(name.getElement(at, Form.DASHED), known)
                        .map(near -> below.isEmpty() ? near : near + "." + below);
    }

    private static @Nullable ResolvableType inner(ResolvableType type, String element) {
        if (isMap(type)) {
            return type.asMap().getGeneric(1);
        }
        if (isList(type)) {
            return type.asCollection().getGeneric();
        }
        RecordComponent[] components = type.resolve(Object.class).getRecordComponents();
        return components == null
                ? null
                : Arrays.stream(components)
                        .filter(component -> component.getName().equalsIgnoreCase(element))
                        .findFirst()
                        .map(component -> ResolvableType.forType(component.getGenericType()))
                        .orElse(null);
    }

    private static boolean isList(ResolvableType type) {
        return Collection.class.isAssignableFrom(type.resolve(Object.class));
    }

    private static boolean isMap(ResolvableType type) {
        return Map.class.isAssignableFrom(type.resolve(Object.class));
    }

    private static List<String> namesIn(ResolvableType type) {
        RecordComponent[] components = type.resolve(Object.class).getRecordComponents();
        return components == null
                ? List.of()
                : Arrays.stream(components)
                        .map(component -> DataObjectPropertyName.toDashedForm(component.getName()))
                        .toList();
    }
}
