package io.hookward.spring.autoconfigure;

import io.hookward.spring.properties.HookwardProperties;
import io.hookward.spring.properties.SecretSanitizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Keeps secrets out of the actuator's {@code env} and {@code configprops}, even where values are shown. */
@AutoConfiguration(after = HookwardAutoConfiguration.class)
@ConditionalOnClass(SanitizingFunction.class)
@ConditionalOnBean(HookwardProperties.class)
public final class HookwardSanitizingAutoConfiguration {
    HookwardSanitizingAutoConfiguration() {}

    @Bean
    SecretSanitizer webhookSecretSanitizer(ObjectProvider<HookwardProperties> properties) {
        return new SecretSanitizer(properties.stream().toList());
    }
}
