package io.hookward.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.servlet.WebhookFilter;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.observation.DeliveryObservations;
import io.hookward.testkit.SimulatedProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@DisplayName("The auto-configuration")
class AutoConfigurationTest {
    private static final String SECRET = "hookward.endpoints.github.secret=not-a-real-secret-of-github";
    private static final AutoConfigurations ALL = AutoConfigurations.of(
            HookwardActuatorAutoConfiguration.class,
            HookwardAutoConfiguration.class,
            HookwardHealthAutoConfiguration.class,
            HookwardMemoryStoreAutoConfiguration.class,
            HookwardMetricsAutoConfiguration.class,
            HookwardMvcAutoConfiguration.class,
            HookwardObservationAutoConfiguration.class,
            HookwardSanitizingAutoConfiguration.class,
            HookwardServletAutoConfiguration.class);

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withConfiguration(ALL).withPropertyValues(SECRET);

    @Test
    @DisplayName("needs a secret and nothing more: name, provider and path follow from the endpoint's name")
    void smallest() {
        runner.run(context -> {
            WebhookEndpoint endpoint = context.getBean(WebhookReceiver.class)
                    .endpointAt("/webhooks/github")
                    .orElseThrow();
            assertThat(endpoint.name()).isEqualTo("github");
            assertThat(endpoint.scheme()).isSameAs(Providers.get("github"));
            assertThat(endpoint.retention()).isEqualTo(Duration.ofDays(7));
        });
    }

    @Test
    @DisplayName("registers the filter before Spring Security and before what reads forms, for every path and dispatch")
    void filter() {
        runner.run(context -> {
            FilterRegistrationBean<?> registration =
                    context.getBean("webhookFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getFilter()).isInstanceOf(WebhookFilter.class);
            assertThat(registration.getOrder()).isEqualTo(-20000);
            assertThat(registration.getUrlPatterns()).containsExactly("/*");
        });
    }

    @Test
    @DisplayName("times the calls of the store, whoever brought it")
    void storeTimers() {
        runner.withBean(SimpleMeterRegistry.class).run(context -> {
            WebhookReceiver receiver = context.getBean(WebhookReceiver.class);
            SimulatedProvider github =
                    SimulatedProvider.of(Providers.get("github"), Secret.of("not-a-real-secret-of-github"));
            receiver.receive(
                    receiver.endpoint("github").orElseThrow(), github.delivery().valid());
            assertThat(context.getBean(SimpleMeterRegistry.class)
                            .get("hookward.store.calls")
                            .tags("operation", "claim", "outcome", "done")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    @DisplayName("gives open claims back when the application stops")
    void shutdown() {
        CaffeineDeliveryStore shared = CaffeineDeliveryStore.builder().build();
        runner.withBean(DeliveryStore.class, () -> shared).run(context -> {
            WebhookReceiver receiver = context.getBean(WebhookReceiver.class);
            SimulatedProvider github =
                    SimulatedProvider.of(Providers.get("github"), Secret.of("not-a-real-secret-of-github"));
            receiver.receive(
                    receiver.endpoint("github").orElseThrow(), github.delivery().valid());
            assertThat(shared.size()).isEqualTo(1);
        });
        assertThat(shared.size()).isZero();
    }

    @Test
    @DisplayName("hands every property on")
    void properties() {
        runner.withPropertyValues(
                        "hookward.endpoints.shop.provider=stripe",
                        "hookward.endpoints.shop.path=/in/shop",
                        "hookward.endpoints.shop.secrets[0].value=not-a-real-secret-of-shop-1",
                        "hookward.endpoints.shop.secrets[1].id=old",
                        "hookward.endpoints.shop.secrets[1].encoding=hex",
                        "hookward.endpoints.shop.secrets[1].value=00112233445566778899aabbccddeeff",
                        "hookward.endpoints.shop.secrets[1].not-after=2026-12-01T00:00:00Z",
                        "hookward.endpoints.shop.max-body=64KB",
                        "hookward.endpoints.shop.lease=1m",
                        "hookward.endpoints.shop.retention=30d",
                        "hookward.endpoints.shop.on-id-conflict=refuse",
                        "hookward.endpoints.shop.on-store-failure=handle-without-claim",
                        "hookward.endpoints.shop.refusal-status=403",
                        "hookward.endpoints.shop.tolerance=1m",
                        "hookward.store.capacity=5")
                .run(context -> {
                    WebhookEndpoint shop = context.getBean(WebhookReceiver.class)
                            .endpointAt("/in/shop")
                            .orElseThrow();
                    assertThat(shop.scheme().name()).isEqualTo("stripe");
                    assertThat(shop.maxBodyBytes()).isEqualTo(64 * 1024);
                    assertThat(shop.lease()).isEqualTo(Duration.ofMinutes(1));
                    assertThat(shop.retention()).isEqualTo(Duration.ofDays(30));
                    assertThat(shop.isStrictAboutConflicts()).isTrue();
                    assertThat(shop.refusalStatus()).isEqualTo(403);
                    List<Secret> secrets = context.getBean(WebhookEndpoints.class)
                            .secretsOf("shop")
                            .orElseThrow()
                            .secrets();
                    assertThat(secrets).extracting(Secret::id).containsExactly("1", "old");
                    assertThat(secrets.get(1).notAfter()).isPresent();
                    assertThat(context.getBean(CaffeineDeliveryStore.class).capacity())
                            .isEqualTo(5);
                });
    }

    @Test
    @DisplayName("takes secrets from a file and from a bean")
    void otherSecrets(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secrets"), "not-a-real-secret-of-a-file id=from-file\n");
        runner.withUserConfiguration(Own.class)
                .withPropertyValues(
                        "hookward.endpoints.svix.secret-source=vault", "hookward.endpoints.stripe.secret-file=" + file)
                .run(context -> {
                    WebhookEndpoints endpoints = context.getBean(WebhookEndpoints.class);
                    assertThat(endpoints.secretsOf("stripe").orElseThrow().secrets())
                            .extracting(Secret::id)
                            .containsExactly("from-file");
                    assertThat(endpoints.secretsOf("svix").orElseThrow().secrets())
                            .extracting(Secret::id)
                            .containsExactly("from-bean");
                });
    }

    @Test
    @DisplayName("steps back for the application's own beans, and receives its endpoints beside its own")
    void stepsBack() {
        runner.withUserConfiguration(Own.class).run(context -> {
            assertThat(context).getBean(DeliveryStore.class).isSameAs(Own.STORE);
            assertThat(context).getBean(PayloadReader.class).isSameAs(Own.READER);
            assertThat(context.getBeansOfType(FilterRegistrationBean.class))
                    .containsOnlyKeys("ownFilter", "webhookHandlingFilterRegistration");
            assertThat(context.getBean(WebhookReceiver.class).endpointAt("/own"))
                    .isPresent();
            assertThat(context.getBean("webhookHandlingFilterRegistration", FilterRegistrationBean.class)
                            .getOrder())
                    .isEqualTo(-29999);
        });
    }

    @Test
    @DisplayName("does nothing when it is switched off, and no filter in an application that serves nothing")
    void off() {
        runner.withPropertyValues("hookward.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(WebhookReceiver.class)
                        .doesNotHaveBean(FilterRegistrationBean.class));
        new ApplicationContextRunner()
                .withConfiguration(ALL)
                .withPropertyValues(SECRET)
                .run(context -> assertThat(context)
                        .hasSingleBean(WebhookReceiver.class)
                        .doesNotHaveBean(FilterRegistrationBean.class));
    }

    @Test
    @DisplayName("starts without health, as on Spring Boot 3.5, where its types are elsewhere")
    void withoutHealth() {
        runner.run(context -> assertThat(context).hasBean("webhooksHealthIndicator"));
        runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(WebhookReceiver.class)
                        .doesNotHaveBean("webhooksHealthIndicator"));
    }

    @Test
    @DisplayName("observes where there is one registry for it, and serves without")
    void observations() {
        runner.run(context -> assertThat(context)
                .doesNotHaveBean(DeliveryObservations.class)
                .hasBean("webhookHandlingFilterRegistration"));
        runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> assertThat(context)
                        .hasSingleBean(DeliveryObservations.class)
                        .hasBean("webhookHandlingFilterRegistration"));
        runner.withBean("one", ObservationRegistry.class, ObservationRegistry::create)
                .withBean("two", ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(DeliveryObservations.class)
                        .hasBean("webhookHandlingFilterRegistration"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {
        static final CaffeineDeliveryStore STORE =
                CaffeineDeliveryStore.builder().capacity(1).build();
        static final PayloadReader READER = (body, type) -> "payload";

        @Bean
        DeliveryStore store() {
            return STORE;
        }

        @Bean
        PayloadReader reader() {
            return READER;
        }

        @Bean
        SecretSource vault() {
            return SecretSource.of(Secret.builder("whsec_bm90LWEtcmVhbC1zZWNyZXQtb2YtYS1iZWFu")
                    .id("from-bean")
                    .build());
        }

        @Bean
        WebhookEndpoint own() {
            return WebhookEndpoint.builder(Providers.get("shopify"))
                    .path("/own")
                    .secrets(Secret.of("not-a-real-secret-of-shopify"))
                    .build();
        }

        @Bean
        FilterRegistrationBean<WebhookFilter> ownFilter(WebhookReceiver receiver) {
            FilterRegistrationBean<WebhookFilter> registration =
                    new FilterRegistrationBean<>(WebhookFilter.builder(receiver).build());
            registration.setOrder(-30000);
            return registration;
        }
    }
}
