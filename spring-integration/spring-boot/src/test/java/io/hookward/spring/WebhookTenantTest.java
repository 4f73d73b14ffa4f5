package io.hookward.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.Delivery;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Source;
import io.hookward.secret.Secret;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.verify.WebhookVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

@DisplayName("A listener's parameter for the tenant")
class WebhookTenantTest {
    private static final SignatureScheme GITHUB = Providers.get("github");
    private static final Secret SECRET = Secret.of("not-a-real-secret-of-github");
    private static final List<String> CALLS = new ArrayList<>();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @AfterEach
    void close() {
        context.close();
        CALLS.clear();
    }

    private WebhookListeners listeners(Class<?> bean) {
        context.register(bean);
        context.refresh();
        WebhookListeners listeners = new WebhookListeners(
                context.getBeanFactory(), WebhookReceiver.of(WebhookEndpoint.of("/webhooks/github", GITHUB, SECRET)));
        listeners.afterSingletonsInstantiated();
        return listeners;
    }

    private static WebhookDelivery delivery(WebhookVerifier verifier) {
        Delivery delivery = verifier.verify(SimulatedProvider.of(GITHUB, SECRET)
                        .delivery()
                        .header("X-Customer", "acme")
                        .valid())
                .orElseThrow();
        return WebhookDelivery.of(delivery, (body, type) -> "payload");
    }

    private static WebhookDelivery ofTenant() {
        return delivery(WebhookVerifier.builder(GITHUB)
                .tenants(Source.parse("header:X-Customer"), tenant -> List.of(SECRET))
                .build());
    }

    private static WebhookDelivery ofNobody() {
        return delivery(WebhookVerifier.of(GITHUB, SECRET));
    }

    @Test
    @DisplayName("gets the tenant that the delivery was verified for, beside the payload")
    void tenant() throws Exception {
        listeners(Required.class).handle(ofTenant());

        assertThat(CALLS).containsExactly("acme payload");
    }

    static class Required {
        @WebhookListener
        void on(@WebhookTenant String tenant, Object payload) {
            CALLS.add(tenant + " " + payload);
        }
    }

    @Test
    @DisplayName("fails the delivery if it is a String and there is no tenant, whatever the request says")
    void noTenant() {
        WebhookListeners listeners = listeners(Required.class);

        assertThatThrownBy(() -> listeners.handle(ofNobody()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("endpoint 'github' does not serve several");
        assertThat(CALLS).isEmpty();
    }

    @Test
    @DisplayName("can be optional, and is then empty at an endpoint without tenants")
    void optional() throws Exception {
        WebhookListeners listeners = listeners(MayBe.class);

        listeners.handle(ofTenant());
        listeners.handle(ofNobody());

        assertThat(CALLS).containsExactly("Optional[acme]", "Optional.empty");
    }

    static class MayBe {
        @WebhookListener
        void on(@WebhookTenant Optional<String> tenant) {
            CALLS.add(tenant.toString());
        }
    }

    @Test
    @DisplayName("stops the start if it is of another type")
    void type() {
        assertThatThrownBy(() -> listeners(OfOtherType.class))
                .isInstanceOf(WebhookConfigurationException.class)
                .hasMessageContaining("the tenant can be a String or an Optional<String>, not a java.util.UUID");
    }

    static class OfOtherType {
        @WebhookListener
        void on(@WebhookTenant UUID tenant) {}
    }
}
