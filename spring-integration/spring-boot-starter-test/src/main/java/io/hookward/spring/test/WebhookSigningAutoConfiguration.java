package io.hookward.spring.test;

import io.hookward.WebhookReceiver;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.autoconfigure.HookwardAutoConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** What signs in tests. */
@AutoConfiguration(after = HookwardAutoConfiguration.class)
@ConditionalOnBean(WebhookReceiver.class)
public final class WebhookSigningAutoConfiguration {
    WebhookSigningAutoConfiguration() {}

    @Bean
    WebhookSigning webhookSigning(
            WebhookEndpoints endpoints,
            WebhookReceiver receiver,
            @Qualifier("hookwardClock") ObjectProvider<Clock> clock) {
        return new WebhookSigning(endpoints.receivedBy(receiver), clock.getIfAvailable(Clock::systemUTC));
    }
}
