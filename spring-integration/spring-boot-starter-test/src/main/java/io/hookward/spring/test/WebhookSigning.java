package io.hookward.spring.test;

import io.hookward.WebhookEndpoint;
import io.hookward.request.WebhookRequest;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Signs requests to an application's endpoints with the secrets that the application has. A bean, to be injected into
 * tests: {@code signing.delivery("github").eventType("push").body("{}").valid()}.
 */
public final class WebhookSigning {
    private final WebhookEndpoints endpoints;
    private final Clock clock;

    /** Signs for these endpoints. The clock supplies the timestamps. */
    public WebhookSigning(WebhookEndpoints endpoints, Clock clock) {
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /**
     * A delivery to an endpoint, signed with its first secret that is valid now.
     *
     * @throws IllegalArgumentException if there is no such endpoint, or no secret of it is known
     */
    public TestDelivery delivery(String endpoint) {
        WebhookEndpoint there = endpoints.all().stream()
                .filter(one -> one.name().equals(endpoint))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no endpoint '" + endpoint + "'"));
        List<Secret> secrets =
                endpoints.secretsOf(endpoint).map(SecretSource::secrets).orElse(List.of());
        Secret secret = secrets.stream()
                .filter(one -> one.isValidAt(clock.instant()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no secret of endpoint '" + endpoint + "' is known that is valid now"));
        SimulatedProvider provider =
                SimulatedProvider.of(there.scheme(), secret).clock(clock);
        return there.publicUrl().map(provider::url).orElse(provider).delivery();
    }

    /** The path of an endpoint. */
    public String path(String endpoint) {
        return endpoints.all().stream()
                .filter(one -> one.name().equals(endpoint))
                .map(WebhookEndpoint::path)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no endpoint '" + endpoint + "'"));
    }

    /**
     * Hands over the headers of a request one by one, for any client: {@code client.post().uri(path).headers(headers ->
     * WebhookSigning.copy(request, headers::add)).bodyValue(WebhookSigning.body(request))}.
     */
    public static void copy(WebhookRequest request, BiConsumer<String, String> headers) {
        for (String name : request.headers().names()) {
            request.headers().values(name).forEach(value -> headers.accept(name, value));
        }
    }

    /** The body of a request: a copy. */
    public static byte[] body(WebhookRequest request) {
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        return body;
    }
}
