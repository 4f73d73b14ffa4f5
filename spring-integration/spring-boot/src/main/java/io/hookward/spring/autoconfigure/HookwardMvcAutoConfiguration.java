package io.hookward.spring.autoconfigure;

import io.hookward.WebhookReceiver;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookListeners;
import io.hookward.spring.servlet.WebhookDeliveryArgumentResolver;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The delivery and its tenant as arguments of Spring MVC controllers. */
@AutoConfiguration(after = HookwardAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
@ConditionalOnBean({PayloadReader.class, WebhookReceiver.class})
public final class HookwardMvcAutoConfiguration {
    HookwardMvcAutoConfiguration() {}

    @Bean
    DeliveryArguments webhookDeliveryArguments(PayloadReader reader) {
        return new DeliveryArguments(reader);
    }

    @Bean
    ControllerCheck webhookControllerCheck(
            WebhookReceiver receiver,
            WebhookListeners listeners,
            ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new ControllerCheck(
                receiver,
                listeners,
                () -> mappings.stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                        .flatMap(handler -> handler.getKey().getPatternValues().stream()
                                .map(pattern -> new ControllerCheck.Mapped(pattern, handler.getValue()))));
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
