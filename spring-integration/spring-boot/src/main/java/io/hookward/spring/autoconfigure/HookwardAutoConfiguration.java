package io.hookward.spring.autoconfigure;

import io.hookward.ReceiverListener;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.DeliveryStore;
import io.hookward.spring.DeliveryStoreDecorator;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookConfigurationException;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.WebhookListeners;
import io.hookward.spring.properties.EndpointReader;
import io.hookward.spring.properties.HookwardProperties;
import io.hookward.spring.properties.PropertySection;
import io.hookward.spring.properties.StrictBinding;
import java.time.Clock;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The receiver for the endpoints that the application configures, whatever the transport.
 *
 * <p>Each bean backs off if the application defines its own. Beans of type {@link WebhookEndpoint} are received besides the
 * endpoints in properties, beans of type {@link ReceiverListener} are notified of what happens, and a {@link Clock} named
 * {@code hookwardClock} supplies the current time.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration",
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "hookward.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HookwardProperties.class)
public final class HookwardAutoConfiguration {
    HookwardAutoConfiguration() {}

    @Bean
    static StrictBinding webhookStrictBinding(BeanFactory beans) {
        return new StrictBinding(beans);
    }

    @Bean
    @ConditionalOnMissingBean
    PayloadReader webhookPayloadReader(BeanFactory beans) {
        return JacksonReaders.in(beans);
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookEndpoints webhookEndpoints(
            HookwardProperties properties,
            ObjectProvider<WebhookEndpoint> more,
            ListableBeanFactory beans,
            @Qualifier("hookwardClock") ObjectProvider<Clock> clock) {
        return new EndpointReader(properties, beans, clock.getIfAvailable(Clock::systemUTC))
                .read(more.orderedStream().toList());
    }

    @Bean(destroyMethod = "releaseOpenClaims")
    @ConditionalOnMissingBean
    WebhookReceiver webhookReceiver(
            HookwardProperties properties,
            WebhookEndpoints endpoints,
            DeliveryStore store,
            ObjectProvider<DeliveryStoreDecorator> decorators,
            ObjectProvider<ReceiverListener> listeners,
            @Qualifier("hookwardClock") ObjectProvider<Clock> clock) {
        if (endpoints.all().isEmpty()) {
            throw new WebhookConfigurationException(
                    "hookward.endpoints",
                    "there is no endpoint, so that no webhook can be received",
                    "Configure one, for instance hookward.endpoints.github.secret: ${GITHUB_WEBHOOK_SECRET};"
                            + " or disable Hookward with hookward.enabled: false");
        }
        WebhookReceiver.Builder receiver = WebhookReceiver.builder()
                .endpoints(endpoints.all())
                .store(decorated(store, decorators))
                .clock(clock.getIfAvailable(Clock::systemUTC))
                .listener(ReceiverListener.logging());
        new PropertySection("hookward.filter")
                .set(
                        "trusted-proxies",
                        properties.filter().trustedProxies().toArray(String[]::new),
                        receiver::trustedProxies,
                        "Write addresses or ranges such as 192.0.2.0/24");
        listeners.orderedStream().forEach(receiver::listener);
        return new PropertySection("A bean of type WebhookEndpoint")
                .get("", receiver::build, "Give it a secret that is valid now");
    }

    private static DeliveryStore decorated(DeliveryStore store, ObjectProvider<DeliveryStoreDecorator> decorators) {
        return decorators.orderedStream().reduce(store, (inner, next) -> next.decorate(inner), (one, other) -> other);
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookListeners webhookListeners(ConfigurableListableBeanFactory beans, WebhookReceiver receiver) {
        return new WebhookListeners(beans, receiver);
    }
}
