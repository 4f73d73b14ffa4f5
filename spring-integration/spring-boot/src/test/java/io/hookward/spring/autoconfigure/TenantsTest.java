package io.hookward.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.secret.TenantSecrets;
import io.hookward.spring.actuate.WebhooksEndpoint;
import io.hookward.testkit.SimulatedProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@DisplayName("An endpoint with tenants")
class TenantsTest {
    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HookwardActuatorAutoConfiguration.class,
                    HookwardAutoConfiguration.class,
                    HookwardHealthAutoConfiguration.class,
                    HookwardMemoryStoreAutoConfiguration.class,
                    HookwardMetricsAutoConfiguration.class,
                    HookwardServletAutoConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=*",
                    "hookward.endpoints.github.tenant=header:X-Customer");

    private static Reception receive(WebhookReceiver receiver, String tenant, String secret, String id) {
        WebhookEndpoint endpoint = receiver.endpoint("github").orElseThrow();
        return receiver.receive(
                endpoint,
                SimulatedProvider.of(Providers.get("github"), Secret.of(secret))
                        .delivery()
                        .id(id)
                        .header("X-Customer", tenant)
                        .valid());
    }

    @Test
    @DisplayName("asks the only bean for their secrets, and keeps the ids of tenants apart")
    void onlyBean() {
        runner.withUserConfiguration(Vault.class).run(context -> {
            WebhookReceiver receiver = context.getBean(WebhookReceiver.class);

            assertThat(receive(receiver, "acme", "not-a-real-secret-of-acme", "1"))
                    .isInstanceOfSatisfying(
                            Reception.Admitted.class,
                            admitted -> assertThat(admitted.delivery().tenant()).hasValue("acme"));
            assertThat(receive(receiver, "globex", "not-a-real-secret-of-globex", "1"))
                    .isInstanceOf(Reception.Admitted.class);
            assertThat(receive(receiver, "globex", "not-a-real-secret-of-globex", "1"))
                    .isInstanceOf(Reception.InFlight.class);
            assertThat(receive(receiver, "globex", "not-a-real-secret-of-acme", "2"))
                    .isInstanceOf(Reception.Rejected.class);
        });
    }

    static class Vault {
        @Bean
        TenantSecrets vault() {
            return tenant -> List.of(Secret.of("not-a-real-secret-of-" + tenant));
        }
    }

    @Test
    @DisplayName("asks the bean that is named, whatever the primary one is")
    void namedBean() {
        runner.withUserConfiguration(Vault.class, Empty.class)
                .withPropertyValues("hookward.endpoints.github.tenant-secrets=vault")
                .run(context -> assertThat(receive(
                                context.getBean(WebhookReceiver.class), "acme", "not-a-real-secret-of-acme", "1"))
                        .isInstanceOf(Reception.Admitted.class));
        runner.withUserConfiguration(Vault.class, Empty.class)
                .run(context -> assertThat(receive(
                                context.getBean(WebhookReceiver.class), "acme", "not-a-real-secret-of-acme", "1"))
                        .isInstanceOf(Reception.Rejected.class));
    }

    static class Empty {
        @Bean
        @Primary
        TenantSecrets nobody() {
            return tenant -> List.of();
        }
    }

    @Test
    @DisplayName("brings neither tenants nor their secrets into metrics or the actuator")
    void bounded() {
        runner.withUserConfiguration(Vault.class).run(context -> {
            WebhookReceiver receiver = context.getBean(WebhookReceiver.class);
            for (String tenant : List.of("acme", "globex", "initech")) {
                receive(receiver, tenant, "not-a-real-secret-of-" + tenant, "1");
                receive(receiver, tenant, "not-a-real-secret-at-all", "2");
            }

            assertThat(context.getBean(MeterRegistry.class).getMeters())
                    .isNotEmpty()
                    .flatExtracting(meter -> meter.getId().getTags())
                    .extracting(Tag::getKey)
                    .doesNotContain("tenant", "secret");
            assertThat(context.getBean(WebhooksEndpoint.class)
                            .webhooks()
                            .endpoints()
                            .get("github")
                            .secrets())
                    .isEmpty();
            assertThat(context).hasBean("webhooksHealthIndicator");
        });
    }
}
