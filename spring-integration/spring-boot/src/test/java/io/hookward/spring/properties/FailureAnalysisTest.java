package io.hookward.spring.properties;

import static io.hookward.spring.properties.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import io.hookward.spring.autoconfigure.HookwardAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardMemoryStoreAutoConfiguration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.HiddenHttpMethodFilter;

@DisplayName("A mistake in the configuration")
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTest {
    private static final String SECRET = "hookward.endpoints.github.secret=not-a-real-secret-of-github";

    @Test
    @DisplayName("in a provider's name is told with the nearest one that exists")
    void typo() {
        FailureAnalysis analysis = failure("hookward.endpoints.githb.secret=not-a-real-secret-of-github");

        assertThat(analysis.getDescription())
                .isEqualTo("hookward.endpoints.githb.provider: there is no provider 'githb'; did you mean 'github'?");
        assertThat(analysis.getAction()).contains("github").contains("hookward.schemes.githb");
    }

    @Test
    @DisplayName("in the name of a scheme of one's own is told with that scheme")
    void typoOfOwnScheme() {
        FailureAnalysis analysis = failure(
                "hookward.endpoints.a.provider=acmee",
                "hookward.endpoints.a.secret=not-a-real-secret-of-acme",
                "hookward.schemes.acme.extends=avra-timestamped");

        assertThat(analysis.getDescription()).contains("did you mean 'acme'?");
    }

    @Test
    @DisplayName("that has no endpoint at all says what to write")
    void noEndpoint() {
        assertThat(failure().getAction()).contains("hookward.endpoints.github.secret");
    }

    @Test
    @DisplayName("that forgets a delivery before the provider stops repeating it is refused")
    void shortRetention() {
        FailureAnalysis analysis = failure(
                "hookward.endpoints.stripe.secret=not-a-real-secret-of-stripe",
                "hookward.endpoints.stripe.retention=2d");

        assertThat(analysis.getDescription())
                .startsWith("hookward.endpoints.stripe.retention: PT48H is shorter than the PT72H");
    }

    @Test
    @DisplayName("that gives two endpoints one path is refused")
    void samePath() {
        assertThat(failure(
                                SECRET,
                                "hookward.endpoints.other.provider=github",
                                "hookward.endpoints.other.secret=not-a-real-secret-of-other",
                                "hookward.endpoints.other.path=/webhooks/github")
                        .getDescription())
                .isEqualTo("hookward.endpoints.other.path: /webhooks/github is also the path of endpoint 'github'");
    }

    @Test
    @DisplayName("that gives two endpoints paths that differ in case alone is refused")
    void similarPaths() {
        assertThat(failure(
                                SECRET,
                                "hookward.endpoints.other.provider=github",
                                "hookward.endpoints.other.secret=not-a-real-secret-of-other",
                                "hookward.endpoints.other.path=/webhooks/GitHub")
                        .getDescription())
                .startsWith(
                        "hookward.endpoints.other.path: the paths '/webhooks/github' and '/webhooks/GitHub' could be taken");
    }

    @Test
    @DisplayName("in a path, a size, an address or a status names the property")
    void values() {
        assertThat(failure(SECRET, "hookward.endpoints.github.path=hooks/").getDescription())
                .startsWith("hookward.endpoints.github.path: 'hooks/'");
        assertThat(failure(SECRET, "hookward.endpoints.github.max-body=3GB").getDescription())
                .startsWith("hookward.endpoints.github.max-body:");
        assertThat(failure(SECRET, "hookward.endpoints.github.allowed-addresses=example.com")
                        .getDescription())
                .startsWith("hookward.endpoints.github.allowed-addresses:");
        assertThat(failure(SECRET, "hookward.endpoints.github.refusal-status=410")
                        .getDescription())
                .startsWith("hookward.endpoints.github.refusal-status:");
        assertThat(failure(SECRET, "hookward.endpoints.github.tolerance=5m").getDescription())
                .startsWith("hookward.endpoints.github.tolerance: GitHub signs no timestamp");
        assertThat(failure(SECRET, "hookward.endpoints.github.future-tolerance=5m")
                        .getDescription())
                .startsWith("hookward.endpoints.github.future-tolerance: GitHub signs no timestamp");
        assertThat(failure(SECRET, "hookward.endpoints.github.secret-source=vault")
                        .getDescription())
                .contains("secret and secret-source");
        assertThat(failure("hookward.endpoints.github.secret-source=vault").getDescription())
                .startsWith("hookward.endpoints.github.secret-source: there is no bean 'vault'");
        assertThat(failure(SECRET, "hookward.store.capacity=0").getDescription())
                .startsWith("hookward.store.capacity:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is blank",
                "nonsense|does not begin with https:// or http://",
                "https://example.com/webhooks/square?tenant=1|has a query",
                "https://user:not-a-real-password@example.com/|has a user name or a password",
                "https://example.com:0/|has a port",
            })
    @DisplayName("in a public URL names the property, what is wrong and a right one")
    void publicUrl(String url, String fault) {
        FailureAnalysis analysis = failure(
                "hookward.endpoints.shop.provider=square",
                "hookward.endpoints.shop.secret=not-a-real-secret-of-square",
                "hookward.endpoints.shop.public-url=" + url);

        assertThat(analysis.getDescription())
                .startsWith("hookward.endpoints.shop.public-url: the public URL " + fault)
                .endsWith("such as https://example.com/webhooks/square")
                .doesNotContain("not-a-real");
        assertThat(analysis.getAction()).contains("Write the URL that the provider was given");
    }

    @Test
    @DisplayName("in a scheme of one's own names the field")
    void ownScheme() {
        assertThat(failure(
                                SECRET,
                                "hookward.schemes.acme.extends=avra-timestamped",
                                "hookward.schemes.acme.contnt={body}")
                        .getDescription())
                .isEqualTo("hookward.schemes.acme: contnt: there is no such field; did you mean 'content'?");
    }

    @Test
    @DisplayName("in a listener names the method and the endpoints there are")
    void listener() {
        FailureAnalysis analysis = failure(WrongEndpoint.class, SECRET);

        assertThat(analysis.getDescription())
                .isEqualTo("@WebhookListener on WrongEndpoint.on: there is no endpoint 'gitlab'");
        assertThat(analysis.getAction()).contains("github");
        assertThat(failure(WrongParameter.class, SECRET).getDescription()).contains("annotate it with @RequestHeader");
    }

    static class WrongEndpoint {
        @WebhookListener(endpoint = "gitlab")
        void on(WebhookDelivery delivery) {}
    }

    static class WrongParameter {
        @WebhookListener(endpoint = "github")
        void on(String text) {}
    }

    @Test
    @DisplayName("that puts the filter behind Spring Security, or behind what reads forms, is refused")
    void filterOrder() {
        assertThat(failure(SecurityFilter.class, SECRET, "hookward.filter.order=-100")
                        .getDescription())
                .startsWith("hookward.filter.order: the webhook filter (-100) would run after Spring Security (-100)");
        assertThat(failure(FormFilter.class, SECRET, "hookward.filter.order=-9000")
                        .getDescription())
                .contains("would run after a filter that reads form bodies (-10000)");
    }

    static class SecurityFilter {
        @Bean
        DelegatingFilterProxyRegistrationBean security() {
            var registration = new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
            registration.setOrder(-100);
            return registration;
        }
    }

    static class FormFilter extends HiddenHttpMethodFilter implements Ordered {
        @Override
        public int getOrder() {
            return -10000;
        }
    }

    @Test
    @DisplayName("is printed by Spring Boot with the place where the property stands, and without the secret")
    void printed(CapturedOutput output) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(OnlyHookward.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "hookward.endpoints.githb.secret", "not-a-real-secret-of-github",
                        "hookward.endpoints.githb.provider", "githb"));

        assertThatThrownBy(application::run).isInstanceOf(Exception.class);
        assertThat(output)
                .contains("hookward.endpoints.githb.provider: there is no provider 'githb'; did you mean 'github'?")
                .contains("Origin: \"hookward.endpoints.githb.provider\" from property source")
                .doesNotContain("not-a-real-secret");
    }

    @Test
    @DisplayName("in another property does not bring a secret into the output")
    void noLeak(CapturedOutput output) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(OnlyHookward.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "hookward.endpoints.github.secret", "not-a-real-secret-of-github",
                        "hookward.endpoints.github.lease", "soon"));

        assertThatThrownBy(application::run).isInstanceOf(Exception.class);
        assertThat(output).contains("hookward.endpoints.github.lease").doesNotContain("not-a-real-secret");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({HookwardAutoConfiguration.class, HookwardMemoryStoreAutoConfiguration.class})
    static class OnlyHookward {}
}
