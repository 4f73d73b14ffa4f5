package io.hookward.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.Opening;
import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An endpoint's access")
class AccessTest {
    private static final Secret SECRET = Secret.of("not-a-real-secret");

    private static WebhookReceiver receiver(Access access, String... proxies) {
        return WebhookReceiver.builder()
                .endpoint(WebhookEndpoint.builder(Providers.get("github"))
                        .secrets(SECRET)
                        .access(access)
                        .build())
                .trustedProxies(proxies)
                .build();
    }

    /** What the receiver says to a delivery that is signed as it should be, by its head and as a whole. */
    private static Optional<RejectionReason> refused(
            WebhookReceiver receiver, UnaryOperator<WebhookRequest.Builder> connection) {
        WebhookEndpoint endpoint = receiver.endpoints().iterator().next();
        WebhookRequest signed = WebhookSigner.of(endpoint.scheme(), SECRET)
                .draft()
                .id("d1")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .sign();
        WebhookRequest request = connection
                .apply(WebhookRequest.builder().headers(signed.headers()).body(signed.body()))
                .build();
        Optional<RejectionReason> byHead = reason(receiver.open(endpoint, request.head()));
        Optional<RejectionReason> whole = receiver.receive(endpoint, request) instanceof Reception.Rejected rejected
                ? Optional.of(rejected.why().reason())
                : Optional.empty();
        assertThat(whole).isEqualTo(byHead);
        return whole;
    }

    private static Optional<RejectionReason> reason(Opening opening) {
        return opening instanceof Reception.Rejected rejected
                ? Optional.of(rejected.why().reason())
                : Optional.empty();
    }

    @Test
    @DisplayName("is free unless it says otherwise, also for a request that tells nothing about its connection")
    void any() {
        assertThat(refused(receiver(Access.ANY), request -> request)).isEmpty();
    }

    @Test
    @DisplayName("over HTTPS alone refuses what did not come encrypted, and what does not tell")
    void httpsOnly() {
        WebhookReceiver receiver = receiver(Access.ANY.httpsOnly(), "10.0.0.0/8");

        assertThat(refused(receiver, request -> request.peer("192.0.2.1")))
                .contains(RejectionReason.INSECURE_TRANSPORT);
        assertThat(refused(receiver, request -> request)).contains(RejectionReason.INSECURE_TRANSPORT);
        assertThat(refused(receiver, request -> request.peer("192.0.2.1").secure(true)))
                .isEmpty();
    }

    @Test
    @DisplayName("from listed addresses alone refuses others, and a request that does not tell its peer")
    void listed() {
        Access listed = Access.ANY.from("192.0.2.0/24");

        assertThat(refused(receiver(listed), request -> request.peer("192.0.2.1")))
                .isEmpty();
        assertThat(refused(receiver(listed), request -> request.peer("192.0.3.1")))
                .contains(RejectionReason.ADDRESS_NOT_ALLOWED);
        assertThat(refused(receiver(listed), request -> request)).contains(RejectionReason.ADDRESS_NOT_ALLOWED);
        assertThat(refused(receiver(listed), request -> request.peer("localhost")))
                .contains(RejectionReason.ADDRESS_NOT_ALLOWED);
        assertThat(refused(receiver(listed, "192.0.2.7"), request -> request.peer("192.0.2.7")))
                .isEmpty();
    }

    @Test
    @DisplayName("is judged before the method and the signature")
    void first() {
        WebhookReceiver receiver = receiver(Access.ANY.from("192.0.2.0/24"));
        WebhookEndpoint endpoint = receiver.endpoints().iterator().next();
        WebhookRequest get = WebhookRequest.builder().method("GET").build();

        assertThat(reason(receiver.open(endpoint, get.head()))).contains(RejectionReason.ADDRESS_NOT_ALLOWED);
    }

    @Test
    @DisplayName("and proxies are refused when built if an address is none, or none is given")
    void misconfigured() {
        assertThatIllegalArgumentException().isThrownBy(Access.ANY::from);
        assertThatIllegalArgumentException().isThrownBy(() -> Access.ANY.from("example.org"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookReceiver.builder().trustedProxies("proxy.example.org"));
    }
}
