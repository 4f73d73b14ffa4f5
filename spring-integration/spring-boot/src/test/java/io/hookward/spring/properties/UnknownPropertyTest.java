package io.hookward.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.WebhookReceiver;
import io.hookward.spring.autoconfigure.HookwardAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardMemoryStoreAutoConfiguration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@DisplayName("A property that there is not")
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertyTest {
    private static final String SECRET = "not-a-real-secret-of-github";

    private final StandardEnvironment environment = new StandardEnvironment();

    @BeforeEach
    void secret() {
        set("file", Map.of("hookward.endpoints.github.secret", SECRET));
    }

    private void set(String source, Map<String, Object> properties) {
        environment.getPropertySources().addFirst(new MapPropertySource(source, properties));
    }

    private void setVariables(Map<String, Object> variables) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(OnlyHookward.class)
                .environment(environment)
                .web(WebApplicationType.NONE)
                .run();
    }

    private void assertRefused() {
        assertThatThrownBy(this::start).isInstanceOf(Exception.class);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("stops the start, with the nearest that there is")
    @CsvSource({
        "hookward.endpoints.github.tollerance,   hookward.endpoints.github.tolerance",
        "hookward.endpoints.github.https-onyl,   hookward.endpoints.github.https-only",
        "hookward.endpoints.github.httpsOnyl,    hookward.endpoints.github.https-only",
        "hookward.endpoints.github.allowed-adresses[0], hookward.endpoints.github.allowed-addresses",
        "hookward.endpoints.github.secrt,        hookward.endpoints.github.secret",
        "hookward.endpoints.shop.secrets[0].not-afer, hookward.endpoints.shop.secrets[0].not-after",
        "hookward.endpoint.shop.secret,          hookward.endpoints.shop.secret",
        "hookward.filter.trusted-proxys,         hookward.filter.trusted-proxies",
        "hookward.stor.capacity,                 hookward.store.capacity",
        "hookward.enabeld,                       hookward.enabled"
    })
    void misspelt(String property, String meant, CapturedOutput output) {
        set("other", Map.of(property, "not-a-real-value", "hookward.endpoints.shop.secrets[0].value", SECRET));

        assertRefused();
        assertThat(output)
                .contains(": there is no such property; did you mean '" + meant)
                .contains("Origin: \"" + property + "\" from property source \"other\"")
                .contains("Correct the name, or remove it. Below ")
                .doesNotContain("not-a-real");
    }

    @Test
    @DisplayName("is told with its neighbours if it is like none")
    void likeNone(CapturedOutput output) {
        set("other", Map.of("hookward.endpoints.github.token", "not-a-real-value", "hookward.filter.ttl", "7d"));

        assertRefused();
        assertThat(output)
                .contains("hookward.endpoints.github.token: there is no such property\n")
                .contains("Below hookward.endpoints.github there are: provider, path, secret, secrets, secret-file")
                .contains("hookward.filter.ttl: there is no such property\n")
                .contains("Below hookward.filter there are: order, unverified-bodies")
                .doesNotContain("not-a-real");
    }

    @Test
    @DisplayName("because it stands below a value says so")
    void belowValue(CapturedOutput output) {
        set("other", Map.of("hookward.endpoints.github.lease.seconds", "60"));

        assertRefused();
        assertThat(output)
                .contains("hookward.endpoints.github.lease.seconds: there is no such property;"
                        + " hookward.endpoints.github.lease is one value, and has nothing below it");
    }

    @Test
    @DisplayName("because an item of a list has no number says how to give it one")
    void unnumbered(CapturedOutput output) {
        set("other", Map.of("hookward.endpoints.shop.secrets.value", "not-a-real-secret-of-shop"));

        assertRefused();
        assertThat(output)
                .contains("hookward.endpoints.shop.secrets.value: there is no such property;"
                        + " hookward.endpoints.shop.secrets is a list")
                .contains("Number the items, as in hookward.endpoints.shop.secrets[0].value")
                .doesNotContain("not-a-real");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("stops the start as an environment variable too")
    @CsvSource({
        "HOOKWARD_ENDPOINTS_GITHUB_HTTPSONYL,    hookward.endpoints.github.https-only",
        "HOOKWARD_ENDPOINTS_GITHUB_HTTPS_ONYL,   hookward.endpoints.github.https-only",
        "HOOKWARD_ENDPOINTS_GITHUB_SECRETS_0_VALEU, hookward.endpoints.github.secrets[0].value",
    })
    void variable(String variable, String meant, CapturedOutput output) {
        setVariables(Map.of(variable, "not-a-real-value"));

        assertRefused();
        assertThat(output)
                .contains("did you mean '" + meant + "'?")
                .contains("Origin: System Environment Property \"" + variable + "\"")
                .doesNotContain("not-a-real");
    }

    @Test
    @DisplayName("stops the start as a system property too")
    void systemProperty(CapturedOutput output) {
        String name = StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .replace(name, new MapPropertySource(name, Map.of("hookward.endpoints.github.max-bdy", "1KB")));

        assertRefused();
        assertThat(output).contains("did you mean 'hookward.endpoints.github.max-body'?");
    }

    @Test
    @DisplayName("is not one that is spelt as Spring Boot allows, in a file or in a variable")
    void relaxed() {
        set(
                "other",
                Map.of(
                        "hookward.endpoints.github.maxBody", "64KB",
                        "hookward.endpoints.github.https_only", "true",
                        "hookward.endpoints.shop.provider", "stripe",
                        "hookward.endpoints.shop.secrets[0].value", SECRET,
                        "hookward.endpoints.shop.secrets[0].not_after", "2100-01-01T00:00:00Z",
                        "hookward.endpoints.shop.allowedAddresses", "192.0.2.0/24, 198.51.100.7"));
        setVariables(Map.of(
                "HOOKWARD_ENDPOINTS_GITHUB_REFUSAL_STATUS", "403",
                "HOOKWARD_ENDPOINTS_SHOP_FUTURETOLERANCE", "1m",
                "HOOKWARD_ENDPOINTS_SHOP_ALLOWEDADDRESSES_1", "192.0.2.0/24",
                "HOOKWARD_ENDPOINTS_SHOP_SECRETS_1_NOT_AFTER", "2100-01-01T00:00:00Z",
                "HOOKWARD_SERVICE_HOST", "a service of this name in Kubernetes",
                "HOOKWARD_PORT_443_TCP", "another variable of it"));

        try (ConfigurableApplicationContext context = start()) {
            WebhookReceiver receiver = context.getBean(WebhookReceiver.class);
            assertThat(receiver.endpointAt("/webhooks/github").orElseThrow().maxBodyBytes())
                    .isEqualTo(64 * 1024);
            assertThat(receiver.endpointAt("/webhooks/github").orElseThrow().refusalStatus())
                    .isEqualTo(403);
            assertThat(receiver.endpointAt("/webhooks/shop")).isPresent();
        }
    }

    @Test
    @DisplayName("is not one of a list that another source has replaced")
    void replaced() {
        set(
                "lower",
                Map.of(
                        "hookward.endpoints.shop.provider", "stripe",
                        "hookward.endpoints.shop.secrets[0].value", SECRET,
                        "hookward.endpoints.shop.secrets[1].value", SECRET,
                        "hookward.endpoints.shop.secrets[1].id", "old",
                        "hookward.endpoints.shop.allowed-addresses[0]", "192.0.2.1",
                        "hookward.endpoints.shop.allowed-addresses[1]", "192.0.2.2"));
        set(
                "upper",
                Map.of(
                        "hookward.endpoints.shop.secrets[0].value",
                        SECRET,
                        "hookward.endpoints.shop.allowed-addresses",
                        "192.0.2.3"));

        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.getBean(WebhookReceiver.class).endpointAt("/webhooks/shop"))
                    .isPresent();
        }
    }

    @Test
    @DisplayName("is not one of a scheme, whose own reader knows the fields")
    void scheme(CapturedOutput output) {
        set(
                "other",
                Map.of(
                        "hookward.schemes.acme.extends", "avra-timestamped",
                        "hookward.schemes.acme.signature.from", "header:X-Acme-Signature",
                        "hookward.schemes.acme.deliveryId[0]", "header:X-Acme-Id",
                        "hookward.schemes.acme.require.X-Acme-Version", "2"));
        start().close();

        set("wrong", Map.of("hookward.schemes.acme.signature.form", "header:X-Acme-Signature"));

        assertRefused();
        assertThat(output).contains("hookward.schemes.acme: signature.form: there is no such field");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is needed where a value was given to what takes none; the value is not told")
    @CsvSource({
        "hookward.endpoints.shop,          hookward.endpoints.shop.secret",
        "hookward.endpoints.shop.secrets,  hookward.endpoints.shop.secrets[0].value",
        "hookward.endpoints.shop.secrets[0], hookward.endpoints.shop.secrets[0].value",
        "hookward.endpoints,               hookward.endpoints.<name>.secret",
        "hookward.store,                   hookward.store.capacity"
    })
    void misplaced(String property, String meant, CapturedOutput output) {
        environment.getPropertySources().remove("file");
        set("other", Map.of(property, "not-a-real-secret-of-shop"));

        assertRefused();
        assertThat(output)
                .contains(property + ": takes no value itself, only properties below it")
                .contains("Origin: \"" + property + "\" from property source \"other\"")
                .contains(meant)
                .doesNotContain("not-a-real-secret");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({HookwardAutoConfiguration.class, HookwardMemoryStoreAutoConfiguration.class})
    static class OnlyHookward {}
}
