package io.hookward.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.secret.TenantSecrets;
import io.hookward.spring.WebhookConfigurationException;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

@DisplayName("A controller on the path of an endpoint")
class ControllerCheckTest {
    private static final String[] SECRETS = {
        "hookward.endpoints.github.secret=not-a-real-secret-of-github",
        "hookward.endpoints.stripe.secret=not-a-real-secret-of-stripe"
    };

    private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HookwardAutoConfiguration.class,
                    HookwardMemoryStoreAutoConfiguration.class,
                    HookwardMvcAutoConfiguration.class))
            .withUserConfiguration(Mvc.class, Payments.class)
            .withPropertyValues(SECRETS);

    private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HookwardAutoConfiguration.class,
                    HookwardMemoryStoreAutoConfiguration.class,
                    HookwardWebFluxAutoConfiguration.class))
            .withUserConfiguration(WebFlux.class, Payments.class)
            .withPropertyValues(SECRETS);

    @Test
    @DisplayName("that a listener for every endpoint would keep from being called stops the start")
    void shadowed() {
        assertRefused(servlet.withUserConfiguration(OfEverything.class));
        assertRefused(reactive.withUserConfiguration(OfEverything.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {OfAnyCustomer.class, OfOneCustomer.class})
    @DisplayName("with variables stops the start too, whatever their names, and so does one in place of a variable")
    void shadowedWithVariables(Class<?> controller) {
        String[] tenants = {
            "hookward.endpoints.billing.provider=github",
            "hookward.endpoints.billing.path=/tenants/{tenant}/billing",
            "hookward.endpoints.billing.tenant=path:tenant"
        };
        for (AbstractApplicationContextRunner<?, ?, ?> runner : List.of(servlet, reactive)) {
            runner.withPropertyValues(tenants)
                    .withUserConfiguration(controller, OfBilling.class)
                    .withBean(TenantSecrets.class, () -> tenant -> List.of())
                    .run(context -> assertThat(context.getStartupFailure())
                            .isInstanceOf(WebhookConfigurationException.class)
                            .hasMessageContaining("#billed")
                            .hasMessageContaining("/tenants/{tenant}/billing"));
        }
    }

    @RestController
    static class OfAnyCustomer {
        @PostMapping("/tenants/{customer}/billing")
        String billed(WebhookDelivery delivery) {
            return delivery.endpoint();
        }
    }

    @RestController
    static class OfOneCustomer {
        @PostMapping("/tenants/acme/billing")
        String billed(WebhookDelivery delivery) {
            return delivery.endpoint();
        }
    }

    static class OfBilling {
        @WebhookListener(endpoint = "billing")
        void billed(WebhookDelivery delivery) {}
    }

    @Test
    @DisplayName("may stand beside listeners to other endpoints")
    void beside() {
        servlet.withUserConfiguration(OfGithub.class)
                .run(context -> assertThat(context).hasNotFailed());
        reactive.withUserConfiguration(OfGithub.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static <C extends ConfigurableApplicationContext, A extends ApplicationContextAssertProvider<C>>
            void assertRefused(AbstractApplicationContextRunner<?, C, A> runner) {
        runner.run(context -> assertThat(context.getStartupFailure())
                .isInstanceOf(WebhookConfigurationException.class)
                .hasMessageContaining("Payments#paid")
                .hasMessageContaining("/webhooks/stripe")
                .hasMessageContaining("'stripe'"));
    }

    @EnableWebMvc
    @Configuration(proxyBeanMethods = false)
    static class Mvc {}

    @EnableWebFlux
    @Configuration(proxyBeanMethods = false)
    static class WebFlux {}

    @RestController
    static class Payments {
        @PostMapping("/webhooks/stripe")
        String paid(WebhookDelivery delivery) {
            return delivery.endpoint();
        }
    }

    static class OfEverything {
        @WebhookListener
        void audit(WebhookDelivery delivery) {}
    }

    static class OfGithub {
        @WebhookListener(endpoint = "github")
        void pushed(WebhookDelivery delivery) {}
    }
}
