package io.hookward.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.spring.WebhookConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

@DisplayName("A setting of the filter")
class FilterSettingsTest {
    private static final String SECRET = "hookward.endpoints.github.secret=not-a-real-secret-of-github";

    @ParameterizedTest
    @CsvSource({
        "hookward.filter.unverified-bodies, 0",
        "hookward.filter.body-deadline, 0s",
        "hookward.filter.body-deadline, -1s",
        "hookward.filter.trusted-proxies, proxy.example.org",
        "hookward.endpoints.github.allowed-addresses, example.org"
    })
    @DisplayName("that makes no sense stops the start, servlet or reactive, and names the property")
    void refused(String property, String value) {
        assertRefused(
                new WebApplicationContextRunner()
                        .withConfiguration(AutoConfigurations.of(
                                HookwardAutoConfiguration.class,
                                HookwardMemoryStoreAutoConfiguration.class,
                                HookwardServletAutoConfiguration.class)),
                property,
                value);
        assertRefused(
                new ReactiveWebApplicationContextRunner()
                        .withConfiguration(AutoConfigurations.of(
                                HookwardAutoConfiguration.class,
                                HookwardMemoryStoreAutoConfiguration.class,
                                HookwardWebFluxAutoConfiguration.class)),
                property,
                value);
    }

    @Test
    @DisplayName("that would let no listener handle anything stops the start of a reactive application")
    void refusedReactive() {
        assertRefused(
                new ReactiveWebApplicationContextRunner()
                        .withConfiguration(AutoConfigurations.of(
                                HookwardAutoConfiguration.class,
                                HookwardMemoryStoreAutoConfiguration.class,
                                HookwardWebFluxAutoConfiguration.class)),
                "hookward.filter.concurrent-deliveries",
                "0");
    }

    private static <
                    S extends AbstractApplicationContextRunner<S, C, A>,
                    C extends ConfigurableApplicationContext,
                    A extends ApplicationContextAssertProvider<C>>
            void assertRefused(S runner, String property, String value) {
        runner.withPropertyValues(SECRET, property + "=" + value)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasRootCauseInstanceOf(WebhookConfigurationException.class)
                        .rootCause()
                        .hasMessageContaining(property));
    }
}
