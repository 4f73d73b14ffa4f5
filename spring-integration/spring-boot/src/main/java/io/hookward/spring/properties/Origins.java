package io.hookward.spring.properties;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/** Tells where properties were set, and never their values. */
final class Origins {
    private Origins() {}

    /** The line of a description that tells where a property was set; empty if that is unknown. */
    static String line(Environment environment, ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = name.isEmpty() ? null : source.getConfigurationProperty(name);
            if (property != null && property.getOrigin() != null) {
                return line(property.getOrigin());
            }
        }
        return "";
    }

    /** The line of a description that tells an origin; empty if it is null. */
    static String line(@Nullable Origin origin) {
        return origin == null ? "" : "\n\n    Origin: " + origin;
    }
}
