package io.hookward.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.DeliveryStore;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.actuate.WebhooksEndpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;

@DisplayName("A receiver of the application's own")
class OwnReceiverTest {
    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HookwardActuatorAutoConfiguration.class,
                    HookwardAutoConfiguration.class,
                    HookwardHealthAutoConfiguration.class,
                    HookwardMemoryStoreAutoConfiguration.class,
                    HookwardServletAutoConfiguration.class))
            .withPropertyValues("management.endpoints.web.exposure.include=*");

    @Test
    @DisplayName("needs no properties, and is what operators see")
    void withoutProperties() {
        runner.withUserConfiguration(Alone.class).run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasBean("webhookFilterRegistration")
                    .hasBean("webhooksHealthIndicator");
            assertThat(context.getBean(WebhooksEndpoint.class).webhooks().endpoints())
                    .containsOnlyKeys("shopify");
        });
    }

    static class Alone {
        @Bean
        WebhookReceiver receiver() {
            return WebhookReceiver.of(
                    WebhookEndpoint.of("/own", Providers.get("shopify"), Secret.of("not-a-real-secret-of-shopify")));
        }
    }

    @Test
    @DisplayName("can have the endpoints of the properties, whose secrets operators then see")
    void withEndpoints() {
        runner.withUserConfiguration(OfProperties.class)
                .withPropertyValues("hookward.endpoints.github.secret=not-a-real-secret-of-github")
                .run(context -> assertThat(context.getBean(WebhooksEndpoint.class)
                                .webhooks()
                                .endpoints()
                                .get("github")
                                .secrets())
                        .singleElement()
                        .satisfies(secret -> assertThat(secret.id()).isEqualTo("default")));
    }

    static class OfProperties {
        @Bean
        WebhookReceiver receiver(WebhookEndpoints endpoints, DeliveryStore store) {
            return WebhookReceiver.builder()
                    .endpoints(endpoints.all())
                    .store(store)
                    .build();
        }
    }

    @Test
    @DisplayName("that leaves out an endpoint of the properties is refused: its settings would protect nobody")
    void leftOut() {
        String secret = "hookward.endpoints.github.secret=not-a-real-secret-of-github";
        String message = "hookward.endpoints.github: the application's own WebhookReceiver has no endpoint 'github'";
        runner.withUserConfiguration(Alone.class)
                .withPropertyValues(secret)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageStartingWith(message));
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        HookwardAutoConfiguration.class,
                        HookwardMemoryStoreAutoConfiguration.class,
                        HookwardWebFluxAutoConfiguration.class))
                .withUserConfiguration(Alone.class)
                .withPropertyValues(secret)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageStartingWith(message));
    }

    @Test
    @DisplayName("whose endpoint shares a name with one of the properties does not pass for it")
    void sameName() {
        WebhookEndpoint one = endpoint("not-a-real-secret-number-one");
        WebhookEndpoint other = endpoint("not-a-real-secret-number-two");
        WebhookEndpoints known = new WebhookEndpoints(
                List.of(one), Map.of("shopify", () -> List.of(Secret.of("not-a-real-secret-number-one"))));

        assertThat(known.receivedBy(WebhookReceiver.of(one)).secretsOf("shopify"))
                .isPresent();
        assertThat(known.receivedBy(WebhookReceiver.of(other)).secretsOf("shopify"))
                .isEmpty();
    }

    private static WebhookEndpoint endpoint(String secret) {
        return WebhookEndpoint.of("/own", Providers.get("shopify"), Secret.of(secret));
    }
}
