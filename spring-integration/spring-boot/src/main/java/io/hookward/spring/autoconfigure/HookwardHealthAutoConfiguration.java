package io.hookward.spring.autoconfigure;

import io.hookward.WebhookReceiver;
import io.hookward.claim.DeliveryStore;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.actuate.WebhooksHealthIndicator;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health. A class of its own, because its types are in other packages on Spring Boot 3.5, where it is skipped. */
@AutoConfiguration(after = HookwardAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(WebhookReceiver.class)
@ConditionalOnEnabledHealthIndicator("webhooks")
public final class HookwardHealthAutoConfiguration {
    HookwardHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "webhooksHealthIndicator")
    WebhooksHealthIndicator webhooksHealthIndicator(
            WebhookEndpoints endpoints,
            WebhookReceiver receiver,
            DeliveryStore store,
            @Qualifier("hookwardClock") ObjectProvider<Clock> clock) {
        return new WebhooksHealthIndicator(
                endpoints.receivedBy(receiver), store, clock.getIfAvailable(Clock::systemUTC));
    }
}
