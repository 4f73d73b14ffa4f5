package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.sign.WebhookSigner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest {
    private static final Secret ONE = Secret.of("secret-one-for-tests-only");
    private static final Secret TWO = Secret.of("secret-two-for-tests-only");

    private static EndpointBuilder github() {
        return WebhookEndpoint.builder(Providers.get("github")).secrets(ONE);
    }

    private static WebhookRequest signed(Secret secret) {
        return WebhookSigner.of(Providers.get("github"), secret)
                .draft()
                .id("1")
                .body(new byte[] {'{', '}'})
                .sign();
    }

    @Test
    @DisplayName("two endpoints of one builder keep what the builder held when each was built")
    void builderReused() {
        EndpointBuilder builder = github().name("first").path("/first");
        WebhookEndpoint first = builder.build();
        WebhookEndpoint second =
                builder.name("second").path("/second").secrets(TWO).build();
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoints(List.of(first, second))
                .listener(new RecordingListener())
                .build();

        Reception reception = receiver.receive(first, signed(ONE));
        assertThat(reception)
                .isInstanceOfSatisfying(
                        Reception.Admitted.class,
                        admitted -> assertThat(admitted.delivery().endpoint()).isEqualTo("first"));
        assertThat(receiver.receive(first, signed(TWO))).isInstanceOf(Reception.Rejected.class);
        assertThat(receiver.receive(second, signed(TWO))).isInstanceOf(Reception.Admitted.class);
        assertThat(receiver.receive(second, signed(ONE))).isInstanceOf(Reception.Rejected.class);
    }

    @Test
    @DisplayName("an endpoint without a secret is refused unless it says by name that it wants none")
    void withoutSecret() throws Exception {
        SignatureScheme avala = Providers.get("avala");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookEndpoint.builder(avala).build())
                .withMessageContaining("acceptUnsigned()");
        assertThatIllegalArgumentException().isThrownBy(() -> WebhookEndpoint.of("/webhooks/avala", avala));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookEndpoint.builder(avala)
                        .secrets(SecretSource.supplied(List::of))
                        .build());
        SecretSource sealed = SecretSource.supplied(() -> {
            throw new IllegalStateException("the vault is sealed");
        });
        String log = LogCapture.during(() -> assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookEndpoint.builder(avala).secrets(sealed).build()));
        assertThat(log).contains("the vault is sealed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookEndpoint.builder(avala)
                        .secrets(ONE)
                        .acceptUnsigned()
                        .build())
                .withMessageContaining("choose one");
        assertThatNoException()
                .isThrownBy(
                        () -> WebhookEndpoint.builder(avala).acceptUnsigned().build());
    }

    @Test
    @DisplayName("an unsigned endpoint takes what comes, with its id and type, and says that no secret proved it")
    void unsigned() {
        WebhookEndpoint avala =
                WebhookEndpoint.builder(Providers.get("avala")).acceptUnsigned().build();
        Reception reception =
                WebhookReceiver.of(avala).receive(avala, Requests.json("{\"id\":\"e\",\"type\":\"ping\"}"));
        assertThat(reception).isInstanceOfSatisfying(Reception.Admitted.class, admitted -> {
            assertThat(admitted.delivery().id()).contains("e");
            assertThat(admitted.delivery().eventType()).contains("ping");
            assertThat(admitted.delivery().secretId()).isEmpty();
            assertThat(admitted.delivery().isIdSigned()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/webhooks/github", "/a.b/c-d_e~f/1"})
    @DisplayName("a plain path is taken")
    void plainPath(String path) {
        assertThat(github().path(path).build().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a",
                "a/b",
                "//a",
                "/a//b",
                "/a/../b",
                "/a/.",
                "/..",
                "/a b",
                "/a;x",
                "/a%2f",
                "/a?b",
                "/a#b",
                "/a\\b",
                "/ä",
                "/a\u0000",
                "/a\n",
                "/*",
                "/a/*",
                "http://x/a"
            })
    @DisplayName("a path with two spellings, a pattern or an address is refused when the endpoint is built")
    void oddPath(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> github().path(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a/b", ".a", "ä", "a\n", "a\u0000"})
    @DisplayName("a name that could not stand in a log, a metric and a store is refused")
    void oddName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> github().name(name));
        assertThatIllegalArgumentException().isThrownBy(() -> github().name("a".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 302, 399, 410, 500, 503})
    @DisplayName("a refusal is answered with a client error, and never with 410")
    void refusalStatus(int status) {
        assertThatIllegalArgumentException().isThrownBy(() -> github().refusalStatus(status));
    }

    @Test
    @DisplayName("limits that limit nothing are refused")
    void limits() {
        assertThatIllegalArgumentException().isThrownBy(() -> github().maxBodyBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> github().lease(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> github().lease(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> github().retention(Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"github, P7D", "stripe, P7D", "avala, P7D"})
    @DisplayName("what was handled is remembered for seven days, or a day more than the provider repeats it")
    void retention(String provider, Duration retention) {
        WebhookEndpoint endpoint =
                WebhookEndpoint.builder(Providers.get(provider)).secrets(ONE).build();
        assertThat(endpoint.retention()).isEqualTo(retention);
        SignatureScheme patient = Providers.get(provider).toBuilder()
                .retrySpan(Duration.ofDays(30))
                .build();
        assertThat(WebhookEndpoint.builder(patient).secrets(ONE).build().retention())
                .isEqualTo(Duration.ofDays(31));
    }

    @Test
    @DisplayName("a retention shorter than a captured delivery stays fresh is refused")
    void shortRetention() {
        EndpointBuilder avra =
                WebhookEndpoint.builder(Providers.get("avra-timestamped")).secrets(ONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        avra.retention(Duration.ofMinutes(10).minusMillis(1)).build())
                .withMessageContaining("PT10M");
        assertThat(avra.retention(Duration.ofMinutes(10)).build().retention()).isEqualTo(Duration.ofMinutes(10));
    }
}
