package io.hookward.spring.properties;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/**
 * Keeps in native images what is looked up at run time: the entries of the catalogue, and the types of modules that bind
 * properties.
 */
final class PropertiesHints implements RuntimeHintsRegistrar {
    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("io/hookward/providers/*");
        hints.resources().registerPattern(PropertyRoots.LIST);
        BindableRuntimeHintsRegistrar.forTypes(new PropertyRoots(classLoader).types())
                .registerHints(hints, classLoader);
    }
}
