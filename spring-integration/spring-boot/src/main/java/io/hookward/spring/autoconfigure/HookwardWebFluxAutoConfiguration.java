package io.hookward.spring.autoconfigure;

import io.hookward.WebhookReceiver;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookListeners;
import io.hookward.spring.observation.DeliveryObservations;
import io.hookward.spring.properties.FilterProperties;
import io.hookward.spring.properties.HookwardProperties;
import io.hookward.spring.properties.ReactiveFilterCheck;
import io.hookward.spring.webflux.DeliverySchedulers;
import io.hookward.spring.webflux.ReceivingLimits;
import io.hookward.spring.webflux.WebhookDeliveryArgumentResolver;
import io.hookward.spring.webflux.WebhookWebFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The web filter of reactive applications, and the delivery and its tenant as arguments of their controllers. */
@AutoConfiguration(after = HookwardAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(WebFluxConfigurer.class)
@ConditionalOnBean(WebhookReceiver.class)
public final class HookwardWebFluxAutoConfiguration {
    HookwardWebFluxAutoConfiguration() {}

    /** Virtual threads where the application has them switched on, as Spring Boot does it. */
    @Bean
    @ConditionalOnMissingBean
    DeliverySchedulers webhookDeliverySchedulers(Environment environment) {
        return new DeliverySchedulers(Runtime.version().feature() >= 21
                && environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false));
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookWebFilter webhookWebFilter(
            WebhookReceiver receiver,
            WebhookListeners listeners,
            PayloadReader reader,
            ObjectProvider<DeliveryObservations> observations,
            DeliverySchedulers schedulers,
            HookwardProperties properties) {
        OwnReceiverCheck.check(properties, receiver);
        ReactiveFilterCheck.check(properties);
        FilterProperties filter = properties.filter();
        return new WebhookWebFilter(
                receiver,
                listeners,
                reader,
                observations.getIfAvailable(() -> DeliveryObservations.NONE),
                schedulers,
                new ReceivingLimits(filter.unverifiedBodies(), filter.bodyDeadline(), filter.concurrentDeliveries()),
                filter.order());
    }

    @Bean
    DeliveryArguments webhookReactiveDeliveryArguments() {
        return new DeliveryArguments();
    }

    @Bean
    ControllerCheck webhookReactiveControllerCheck(
            WebhookReceiver receiver,
            WebhookListeners listeners,
            ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new ControllerCheck(
                receiver,
                listeners,
                () -> mappings.stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                        .flatMap(handler -> handler.getKey().getPatternsCondition().getPatterns().stream()
                                .map(PathPattern::getPatternString)
                                .map(pattern -> new ControllerCheck.Mapped(pattern, handler.getValue()))));
    }

    /** Adds the resolver to Spring WebFlux's. */
    static final class DeliveryArguments implements WebFluxConfigurer {
        @Override
        public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
            configurer.addCustomResolver(new WebhookDeliveryArgumentResolver());
        }
    }
}
