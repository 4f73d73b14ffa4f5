package io.hookward.spring.autoconfigure;

import io.hookward.spring.WebhookConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says what is wrong with the configuration, where it stands, and how to mend it. */
final class WebhookConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<WebhookConfigurationException> {
    private final Environment environment;

    WebhookConfigurationFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WebhookConfigurationException cause) {
        String origin = origin(cause.place());
        return new FailureAnalysis(
                cause.getMessage() + (origin == null ? "" : "\n\n    Origin: " + origin), cause.fix(), cause);
    }

    /** Where the property was set; never its value. */
    private @Nullable String origin(String place) {
        ConfigurationPropertyName name = ConfigurationPropertyName.isValid(place)
                ? ConfigurationPropertyName.of(place)
                : ConfigurationPropertyName.EMPTY;
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = name.isEmpty() ? null : source.getConfigurationProperty(name);
            if (property != null && property.getOrigin() != null) {
                return String.valueOf(property.getOrigin());
            }
        }
        return null;
    }
}
