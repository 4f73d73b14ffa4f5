package io.hookward.spring.autoconfigure;

import io.hookward.WebhookReceiver;
import io.hookward.spring.observation.DeliveryObservationConvention;
import io.hookward.spring.observation.DeliveryObservations;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Observations of the handling of deliveries, if the application has an {@code ObservationRegistry}. */
@AutoConfiguration(
        after = HookwardAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration"
        })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(WebhookReceiver.class)
@ConditionalOnSingleCandidate(ObservationRegistry.class)
public final class HookwardObservationAutoConfiguration {
    HookwardObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    DeliveryObservations webhookObservations(
            ObservationRegistry registry, ObjectProvider<DeliveryObservationConvention> convention) {
        return new DeliveryObservations(registry, convention.getIfUnique(DeliveryObservationConvention::new));
    }
}
