package io.hookward.spring.properties;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

/**
 * Says where a value belongs that was given to what only holds other properties, as in {@code hookward.endpoints.github}.
 * Asked before Spring Boot's own analyzer, which tells the value too: here it is likely a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MisplacedValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private final Environment environment;

    MisplacedValueFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        ConfigurationPropertyName name = cause.getName();
        if (!UnknownPropertyFailureAnalyzer.OURS.isAncestorOf(name)
                || findCause(cause, ConverterNotFoundException.class) == null) {
            return null;
        }
        List<String> below = KnownProperties.below(name);
        return below.isEmpty()
                ? null
                : new FailureAnalysis(
                        name + ": takes no value itself, only properties below it" + Origins.line(environment, name),
                        "Give the value to the one you mean: " + String.join(", ", below),
                        cause);
    }
}
