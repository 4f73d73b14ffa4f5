package io.hookward.spring.reactive;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.util.UUID;

/** Senders who know the secrets of the application's endpoints. */
final class Senders {
    private Senders() {}

    static TestDelivery delivery(String provider) {
        return SimulatedProvider.of(Providers.get(provider), Secret.of("not-a-real-secret-of-" + provider))
                .delivery()
                .id(UUID.randomUUID().toString());
    }

    /** A valid delivery of Stripe whose body has this size. */
    static WebhookRequest ofSize(int bytes) {
        String head = "{\"id\":\"" + UUID.randomUUID() + "\",\"x\":\"";
        return delivery("stripe")
                .body(head + "x".repeat(bytes - head.length() - 2) + "\"}")
                .valid();
    }

    /** The status of the answer to a whole request. */
    static int send(int port, String path, WebhookRequest request) throws Exception {
        try (Wire wire = Wire.to(port)) {
            return wire.head(Wire.lines(path, request))
                    .body(request, request.body().remaining())
                    .status();
        }
    }
}
