package io.hookward.spring.properties;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Describes unknown properties below {@code hookward}, with the names that were probably meant. Comes before Spring Boot's own
 * analyzer, which prints the value: for a misspelt {@code secret}, that is the secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {
    private final BeanFactory beans;

    UnknownPropertyFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        KnownProperties known = new KnownProperties(PropertyRoots.in(beans));
        StringJoiner problems = new StringJoiner("\n\n");
        Set<String> fixes = new LinkedHashSet<>();
        for (ConfigurationProperty property : cause.getUnboundProperties()) {
            if (PropertyRoots.HOOKWARD.isAncestorOf(property.getName())) {
                KnownProperties.Unknown unknown = known.explain(property.getName());
                problems.add(property.getName() + ": " + unknown.problem() + Origins.line(property.getOrigin()));
                fixes.add(unknown.fix());
            }
        }
        return fixes.isEmpty() ? null : new FailureAnalysis(problems.toString(), String.join("\n\n", fixes), cause);
    }
}
