package io.hookward.spring.properties;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which property below {@code hookward} there is not, and which may have been meant. Asked before Spring Boot's own
 * analyzer, which tells the value too: of a misspelt {@code secret}, that is the secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {
    static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("hookward");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        StringJoiner problems = new StringJoiner("\n\n");
        Set<String> fixes = new LinkedHashSet<>();
        for (ConfigurationProperty property : cause.getUnboundProperties()) {
            if (OURS.isAncestorOf(property.getName())) {
                KnownProperties.Unknown unknown = KnownProperties.explain(property.getName());
                problems.add(property.getName() + ": " + unknown.problem() + Origins.line(property.getOrigin()));
                fixes.add(unknown.fix());
            }
        }
        return fixes.isEmpty() ? null : new FailureAnalysis(problems.toString(), String.join("\n\n", fixes), cause);
    }
}
