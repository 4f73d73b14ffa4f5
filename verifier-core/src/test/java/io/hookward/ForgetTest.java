package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A delivery that the provider sends again on purpose. */
class ForgetTest {
    @ParameterizedTest
    @ValueSource(strings = {"github", "avra", "standard-webhooks"})
    @DisplayName("is handled once more when it was forgotten, and then no more")
    void redelivered(String provider) {
        ReceiverFixture fixture = ReceiverFixture.of(provider);
        WebhookRequest delivery = fixture.signed("d-1", "{}");
        fixture.admitted(delivery).complete();

        assertThat(fixture.receiver.forget(provider, "d-2")).isFalse();
        assertThat(fixture.receive(delivery)).isInstanceOf(Reception.Duplicate.class);
        assertThat(fixture.receiver.forget(provider, "d-1")).isTrue();
        fixture.admitted(delivery).complete();
        assertThat(fixture.receive(delivery)).isInstanceOf(Reception.Duplicate.class);
    }

    @Test
    @DisplayName("is known by an id of any length")
    void longId() {
        ReceiverFixture fixture = ReceiverFixture.of("github");
        String id = "d".repeat(5_000);
        fixture.admitted(fixture.signed(id, "{}")).complete();

        assertThat(fixture.receiver.forget("github", id)).isTrue();
    }

    @Test
    @DisplayName("is one tenant's: that of another with the same id stays handled")
    void tenants() {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Providers.get("github"))
                .tenants("header:X-Customer", name -> List.of(ReceiverFixture.SECRET))
                .build();
        WebhookReceiver receiver = WebhookReceiver.of(endpoint);
        for (String tenant : List.of("globex", "hooli")) {
            handled(receiver, request(tenant));
        }

        assertThat(receiver.forget("github", "d-1")).isFalse();
        assertThat(receiver.forget("github", "globex", "d-1")).isTrue();
        assertThat(receiver.receive(endpoint, request("hooli"))).isInstanceOf(Reception.Duplicate.class);
        handled(receiver, request("globex"));
    }

    private static WebhookRequest request(String tenant) {
        return WebhookSigner.of(Providers.get("github"), ReceiverFixture.SECRET)
                .draft()
                .id("d-1")
                .header("X-Customer", tenant)
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .sign();
    }

    private static void handled(WebhookReceiver receiver, WebhookRequest request) {
        Reception reception = receiver.receive(receiver.endpoint("github").orElseThrow(), request);
        assertThat(reception)
                .isInstanceOfSatisfying(
                        Reception.Admitted.class,
                        admitted -> assertThat(admitted.claim().complete()).isTrue());
    }

    @Test
    @DisplayName("has an endpoint and an id")
    void wrong() {
        WebhookReceiver receiver = WebhookReceiver.of(WebhookEndpoint.builder(Providers.get("github"))
                .secrets(Secret.of(Secret.random()))
                .build());

        assertThatIllegalArgumentException().isThrownBy(() -> receiver.forget("gitlab", "d-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> receiver.forget("github", ""));
    }
}
