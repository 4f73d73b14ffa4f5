package io.hookward.spring.autoconfigure;

import io.hookward.spring.PayloadReader;
import io.hookward.spring.servlet.WebhookDeliveryArgumentResolver;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The delivery as an argument of Spring MVC's controllers. */
@AutoConfiguration(after = HookwardAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
@ConditionalOnBean(PayloadReader.class)
public final class HookwardMvcAutoConfiguration {
    HookwardMvcAutoConfiguration() {}

    @Bean
    DeliveryArguments webhookDeliveryArguments(PayloadReader reader) {
        return new DeliveryArguments(reader);
    }

    /** Adds the resolver to Spring MVC's. */
    static final class DeliveryArguments implements WebMvcConfigurer {
        private final PayloadReader reader;

        DeliveryArguments(PayloadReader reader) {
            this.reader = reader;
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new WebhookDeliveryArgumentResolver(reader));
        }
    }
}
