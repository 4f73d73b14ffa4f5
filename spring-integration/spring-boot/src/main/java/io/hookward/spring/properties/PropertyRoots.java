package io.hookward.spring.properties;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/**
 * The types that bind properties below {@code hookward}, by their prefix: {@link HookwardProperties}, and what the modules on
 * the class path list in {@value #LIST}. Immutable.
 */
final class PropertyRoots {
    /** One class name per line, as for auto-configurations. */
    static final String LIST = "META-INF/spring/io.hookward.spring.properties.HookwardProperties.imports";

    static final ConfigurationPropertyName HOOKWARD = ConfigurationPropertyName.of("hookward");

    private final Map<ConfigurationPropertyName, Class<?>> types = new LinkedHashMap<>();

    /**
     * Those that a class loader finds.
     *
     * @param classLoader null for the one that loaded Spring Boot
     * @throws IllegalStateException if a listed class is missing, or does not bind strictly below {@code hookward}
     */
    PropertyRoots(@Nullable ClassLoader classLoader) {
        types.put(HOOKWARD, HookwardProperties.class);
        for (String name : ImportCandidates.load(HookwardProperties.class, classLoader)) {
            try {
                Class<?> type = ClassUtils.forName(name, classLoader);
                types.put(prefix(type), type);
            } catch (ClassNotFoundException | LinkageError missing) {
                throw new IllegalStateException(LIST + " lists " + name + ", which cannot be loaded", missing);
            }
        }
    }

    /** Those that the class loader of an application's beans finds. */
    static PropertyRoots in(BeanFactory beans) {
        return new PropertyRoots(beans instanceof ConfigurableBeanFactory own ? own.getBeanClassLoader() : null);
    }

    private static ConfigurationPropertyName prefix(Class<?> type) {
        MergedAnnotation<ConfigurationProperties> annotation =
                MergedAnnotations.from(type).get(ConfigurationProperties.class);
        ConfigurationPropertyName prefix = annotation.isPresent()
                ? ConfigurationPropertyName.of(annotation.getString("prefix"))
                : ConfigurationPropertyName.EMPTY;
        if (!HOOKWARD.isAncestorOf(prefix) || annotation.getBoolean("ignoreUnknownFields")) {
            throw new IllegalStateException(LIST + " lists " + type.getName() + ", which is not annotated with"
                    + " @ConfigurationProperties(value = \"hookward...\", ignoreUnknownFields = false)");
        }
        return prefix;
    }

    Set<ConfigurationPropertyName> prefixes() {
        return types.keySet();
    }

    Iterable<Class<?>> types() {
        return types.values();
    }

    /** The type that binds the properties below a prefix; null if none has exactly this prefix. */
    @Nullable
    ResolvableType type(ConfigurationPropertyName prefix) {
        Class<?> type = types.get(prefix);
        return type == null ? null : ResolvableType.forClass(type);
    }

    /** Whether a property below {@code prefix} is bound by a type with a longer prefix. */
    boolean isOfAnother(ConfigurationPropertyName prefix, ConfigurationPropertyName property) {
        return types.keySet().stream().filter(prefix::isAncestorOf).anyMatch(other -> other.isAncestorOf(property));
    }
}
