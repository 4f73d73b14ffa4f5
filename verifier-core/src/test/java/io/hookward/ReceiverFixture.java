package io.hookward;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A receiver with one endpoint, a store in memory and a clock that both go by. */
final class ReceiverFixture {
    /** Text to some schemes, and Base64 to others. */
    static final Secret SECRET = Secret.of("only/for/tests/and/nothing/else/");

    final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    final RecordingListener heard = new RecordingListener();
    final CaffeineDeliveryStore memory =
            CaffeineDeliveryStore.builder().nanoTime(clock.nanoTime()).build();
    final SignatureScheme scheme;
    final WebhookEndpoint endpoint;
    final WebhookReceiver receiver;

    private ReceiverFixture(
            SignatureScheme scheme,
            UnaryOperator<EndpointBuilder> settings,
            Function<DeliveryStore, DeliveryStore> store) {
        this.scheme = scheme;
        this.endpoint =
                settings.apply(WebhookEndpoint.builder(scheme).secrets(SECRET)).build();
        this.receiver = WebhookReceiver.builder()
                .endpoint(endpoint)
                .store(store.apply(memory))
                .listener(heard)
                .clock(clock)
                .build();
    }

    static ReceiverFixture of(String provider) {
        return of(provider, settings -> settings);
    }

    static ReceiverFixture of(String provider, UnaryOperator<EndpointBuilder> settings) {
        return of(provider, settings, store -> store);
    }

    static ReceiverFixture of(
            String provider, UnaryOperator<EndpointBuilder> settings, Function<DeliveryStore, DeliveryStore> store) {
        return new ReceiverFixture(Providers.get(provider), settings, store);
    }

    /** A delivery of these contents, signed now. */
    WebhookRequest signed(@Nullable String id, String body) {
        return WebhookSigner.of(scheme, SECRET)
                .draft()
                .id(id)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .sentAt(clock.instant())
                .sign();
    }

    Reception receive(WebhookRequest request) {
        return receiver.receive(endpoint, request);
    }

    DeliveryClaim admitted(WebhookRequest request) {
        Reception reception = receive(request);
        if (reception instanceof Reception.Admitted admitted) {
            return admitted.claim();
        }
        throw new AssertionError("not admitted: " + reception);
    }

    static Optional<RejectionReason> reason(Reception reception) {
        return reception instanceof Reception.Rejected rejected
                ? Optional.of(rejected.why().reason())
                : Optional.empty();
    }
}
