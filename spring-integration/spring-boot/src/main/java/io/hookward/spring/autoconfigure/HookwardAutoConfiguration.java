package io.hookward.spring.autoconfigure;

import io.hookward.ReceiverListener;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.secret.SecretSource;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookConfigurationException;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.WebhookListeners;
import java.time.Clock;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * The receiver of the endpoints that the application configures, whatever the transport.
 *
 * <p>Each bean steps back for one of the application's own. Beans of type {@link WebhookEndpoint} are received beside those
 * of the properties, beans of type {@link ReceiverListener} hear what happens, and a {@link Clock} named {@code
 * hookwardClock} tells the time.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration",
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "hookward.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HookwardProperties.class)
@ImportRuntimeHints(CatalogueHints.class)
public final class HookwardAutoConfiguration {
    HookwardAutoConfiguration() {}

    @Bean
    static StrictBinding webhookStrictBinding() {
        return new StrictBinding();
    }

    @Bean
    @ConditionalOnMissingBean
    PayloadReader webhookPayloadReader(BeanFactory beans) {
        return JacksonReaders.in(beans);
    }

    @Bean
    @ConditionalOnMissingBean(DeliveryStore.class)
    CaffeineDeliveryStore webhookDeliveryStore(HookwardProperties properties) {
        return new Setting("hookward.store")
                .get(
                        "capacity",
                        () -> CaffeineDeliveryStore.builder()
                                .capacity(properties.store().capacity())
                                .whenFull(properties.store().whenFull())
                                .build(),
                        "Choose at least 1");
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookEndpoints webhookEndpoints(
            HookwardProperties properties,
            ObjectProvider<WebhookEndpoint> more,
            BeanFactory beans,
            @Qualifier("hookwardClock") ObjectProvider<Clock> clock) {
        SecretReader secrets = new SecretReader(name -> {
            if (!beans.containsBean(name) || !beans.isTypeMatch(name, SecretSource.class)) {
                throw new IllegalArgumentException("there is no bean '" + name + "' of type SecretSource");
            }
            return beans.getBean(name, SecretSource.class);
        });
        return new EndpointReader(
                        new SchemeCatalogue(properties.schemes()), secrets, clock.getIfAvailable(Clock::systemUTC))
                .read(properties.endpoints(), more.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookReceiver webhookReceiver(
            HookwardProperties properties,
            WebhookEndpoints endpoints,
            DeliveryStore store,
            ObjectProvider<ReceiverListener> listeners,
            @Qualifier("hookwardClock") ObjectProvider<Clock> clock) {
        if (endpoints.all().isEmpty()) {
            throw new WebhookConfigurationException(
                    "hookward.endpoints",
                    "there is no endpoint, so that no webhook could be received",
                    "Configure one, for instance hookward.endpoints.github.secret: ${GITHUB_WEBHOOK_SECRET};"
                            + " or switch Hookward off with hookward.enabled: false");
        }
        WebhookReceiver.Builder receiver = WebhookReceiver.builder()
                .endpoints(endpoints.all())
                .store(store)
                .clock(clock.getIfAvailable(Clock::systemUTC))
                .listener(ReceiverListener.logging());
        new Setting("hookward.filter")
                .set(
                        "trusted-proxies",
                        properties.filter().trustedProxies().toArray(String[]::new),
                        receiver::trustedProxies,
                        "Write addresses or ranges such as 192.0.2.0/24");
        listeners.orderedStream().forEach(receiver::listener);
        return new Setting("A bean of type WebhookEndpoint")
                .get("", receiver::build, "Give it a secret that counts now");
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookListeners webhookListeners(ConfigurableListableBeanFactory beans, WebhookReceiver receiver) {
        return new WebhookListeners(beans, receiver);
    }
}
