package io.hookward.spring.properties;

import io.hookward.spring.WebhookConfigurationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Describes what is wrong with the configuration, where it was set, and how to fix it. */
final class WebhookConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<WebhookConfigurationException> {
    private final Environment environment;

    WebhookConfigurationFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WebhookConfigurationException cause) {
        String place = cause.place();
        String origin = ConfigurationPropertyName.isValid(place)
                ? Origins.line(environment, ConfigurationPropertyName.of(place))
                : "";
        return new FailureAnalysis(cause.getMessage() + origin, cause.fix(), cause);
    }
}
