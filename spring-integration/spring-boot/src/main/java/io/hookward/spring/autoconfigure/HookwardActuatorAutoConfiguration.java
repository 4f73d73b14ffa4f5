package io.hookward.spring.autoconfigure;

import io.hookward.WebhookReceiver;
import io.hookward.claim.DeliveryStore;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.actuate.WebhookStatistics;
import io.hookward.spring.actuate.WebhooksEndpoint;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The actuator's endpoint {@code webhooks}, if the application exposes it. */
@AutoConfiguration(after = HookwardAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(WebhookReceiver.class)
@ConditionalOnAvailableEndpoint(WebhooksEndpoint.class)
public final class HookwardActuatorAutoConfiguration {
    HookwardActuatorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    WebhookStatistics webhookStatistics(@Qualifier("hookwardClock") ObjectProvider<Clock> clock) {
        return new WebhookStatistics(clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    WebhooksEndpoint webhooksEndpoint(
            WebhookEndpoints endpoints,
            WebhookReceiver receiver,
            WebhookStatistics statistics,
            DeliveryStore store,
            @Qualifier("hookwardClock") ObjectProvider<Clock> clock) {
        return new WebhooksEndpoint(
                receiver, endpoints.receivedBy(receiver), statistics, store, clock.getIfAvailable(Clock::systemUTC));
    }
}
