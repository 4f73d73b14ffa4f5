package io.hookward.spring.properties;

import static io.hookward.spring.properties.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.secret.Secret;
import io.hookward.secret.TenantSecrets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;

@DisplayName("A mistake with tenants")
class TenantFailureTest {
    private static final String TENANT = "hookward.endpoints.stripe.tenant=header:X-Customer";

    private static final TenantSecrets SECRETS = tenant -> List.of(Secret.of("not-a-real-secret-of-" + tenant));

    static class One {
        @Bean
        TenantSecrets vault() {
            return SECRETS;
        }
    }

    static class Two {
        @Bean
        TenantSecrets cellar() {
            return SECRETS;
        }

        @Bean
        TenantSecrets vault() {
            return SECRETS;
        }
    }

    @Test
    @DisplayName("that leaves nobody to ask for their secrets names the type of the bean that is missing")
    void noBean() {
        FailureAnalysis analysis = failure(TENANT);

        assertThat(analysis.getDescription())
                .startsWith("hookward.endpoints.stripe.tenant: there is no bean of type TenantSecrets");
        assertThat(analysis.getAction()).startsWith("Define one");
    }

    @Test
    @DisplayName("that leaves open which bean has their secrets names those there are")
    void severalBeans() {
        FailureAnalysis analysis = failure(Two.class, TENANT);

        assertThat(analysis.getDescription())
                .startsWith("hookward.endpoints.stripe.tenant-secrets: is missing")
                .endsWith("of type TenantSecrets: cellar, vault");
        assertThat(analysis.getAction()).isEqualTo("Name one of them");
    }

    @Test
    @DisplayName("in the name of the bean says that there is none, or none of the type")
    void otherBean() {
        String none = "hookward.endpoints.stripe.tenant-secrets: there is no bean 'safe' of type TenantSecrets";
        String other = none.replace("safe", "environment");

        assertThat(failure(One.class, TENANT, "hookward.endpoints.stripe.tenant-secrets=safe")
                        .getDescription())
                .isEqualTo(none);
        assertThat(failure(One.class, TENANT, "hookward.endpoints.stripe.tenant-secrets=environment")
                        .getDescription())
                .isEqualTo(other);
    }

    @Test
    @DisplayName("that gives the endpoint a secret of its own too says that they exclude each other")
    void secretToo() {
        assertThat(failure(One.class, TENANT, "hookward.endpoints.stripe.secret=not-a-real-secret-of-stripe")
                        .getDescription())
                .isEqualTo("hookward.endpoints.stripe: has secret and tenant, which exclude each other");
        assertThat(failure(One.class, TENANT, "hookward.endpoints.stripe.accept-unsigned=true")
                        .getDescription())
                .isEqualTo("hookward.endpoints.stripe: has tenant and accept-unsigned, which exclude each other");
    }

    @Test
    @DisplayName("in the place says which places there are")
    void place() {
        FailureAnalysis cookie = failure(One.class, "hookward.endpoints.stripe.tenant=cookie:customer");

        assertThat(cookie.getDescription()).startsWith("hookward.endpoints.stripe.tenant: 'cookie:customer'");
        assertThat(cookie.getAction()).contains("header:NAME").contains("body:/POINTER");
        assertThat(failure(One.class, "hookward.endpoints.stripe.tenant=signature:t")
                        .getDescription())
                .startsWith("hookward.endpoints.stripe.tenant: 'signature:t' cannot name a tenant");
    }

    @Test
    @DisplayName("that names a variable which the path does not have says which, and where to put it")
    void variable() {
        FailureAnalysis analysis = failure(One.class, "hookward.endpoints.stripe.tenant=path:customer");

        assertThat(analysis.getDescription())
                .isEqualTo("hookward.endpoints.stripe.tenant: names the variable 'customer',"
                        + " which the path /webhooks/stripe does not have");
        assertThat(analysis.getAction()).contains("{customer}").contains("hookward.endpoints.stripe.path");
    }

    @Test
    @DisplayName("that names a bean but no place says that it has no effect")
    void beanAlone() {
        FailureAnalysis analysis = failure(
                One.class,
                "hookward.endpoints.stripe.secret=not-a-real-secret-of-stripe",
                "hookward.endpoints.stripe.tenant-secrets=vault");

        assertThat(analysis.getDescription()).startsWith("hookward.endpoints.stripe.tenant-secrets: has no effect");
        assertThat(analysis.getAction()).startsWith("Set hookward.endpoints.stripe.tenant, or remove it");
    }
}
