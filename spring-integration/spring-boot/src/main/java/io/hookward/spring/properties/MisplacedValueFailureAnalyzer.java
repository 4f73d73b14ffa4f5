package io.hookward.spring.properties;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

/**
 * Describes a value that was given to a group of properties, such as {@code hookward.endpoints.github}, and where it may
 * belong. Comes before Spring Boot's own analyzer, which prints the value: here it is probably a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MisplacedValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private final BeanFactory beans;
    private final Environment environment;

    MisplacedValueFailureAnalyzer(BeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        ConfigurationPropertyName name = cause.getName();
        if (!PropertyRoots.HOOKWARD.isAncestorOf(name) || findCause(cause, ConverterNotFoundException.class) == null) {
            return null;
        }
        KnownProperties known = new KnownProperties(PropertyRoots.in(beans));
        if (known.below(name).isEmpty()) {
            return null;
        }
        KnownProperties.Unknown misplaced = known.explain(name);
        return new FailureAnalysis(
                name + ": " + misplaced.problem() + Origins.line(environment, name), misplaced.fix(), cause);
    }
}
