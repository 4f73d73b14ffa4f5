package io.hookward.spring.test;

import io.hookward.request.WebhookRequest;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/**
 * Makes the requests of a {@code WebTestClient} or a {@code WebClient} what a provider would send, whether they go to a
 * server or to an application without one:
 *
 * <pre>{@code
 * client.mutateWith(webhook(signing, "github").event("push")).post().uri("/webhooks/github").bodyValue(json).exchange()
 * }</pre>
 *
 * <p>What is signed is what the client writes, unless it writes nothing: then the body is one that the provider might send.
 * Immutable; each method gives a new value.
 */
public final class WebhookExchangeFilter extends SignsWebhooks<WebhookExchangeFilter>
        implements ExchangeFilterFunction, WebTestClientConfigurer {
    private final WebhookSigning signing;

    private WebhookExchangeFilter(WebhookSigning signing, Sent sent) {
        super(sent);
        this.signing = signing;
    }

    /** Valid deliveries to an endpoint, under its first secret. */
    public static WebhookExchangeFilter webhook(WebhookSigning signing, String endpoint) {
        return new WebhookExchangeFilter(signing, Sent.to(endpoint));
    }

    @Override
    WebhookExchangeFilter sending(Sent sent) {
        return new WebhookExchangeFilter(signing, sent);
    }

    @Override
    public void afterConfigurerAdded(
            WebTestClient.Builder builder,
            @Nullable WebHttpHandlerBuilder handler,
            @Nullable ClientHttpConnector connector) {
        builder.filter(this);
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        // A text that is written without a type gets one from its encoder: only before that can be seen what the test
        // said
        String contentType = request.headers().getFirst("Content-Type");
        return next.exchange(ClientRequest.from(request)
                .body((outgoing, context) -> {
                    RecordedBody recorded = new RecordedBody(outgoing);
                    return request.body()
                            .insert(recorded, context)
                            .then(Mono.defer(() -> write(signed(signing, recorded.bytes(), contentType), outgoing)));
                })
                .build());
    }

    private static Mono<Void> write(WebhookRequest signed, ClientHttpRequest outgoing) {
        byte[] body = WebhookSigning.body(signed);
        signed.headers()
                .names()
                .forEach(name -> outgoing.getHeaders()
                        .put(name, new ArrayList<>(signed.headers().values(name))));
        outgoing.getHeaders().setContentLength(body.length);
        return outgoing.writeWith(
                Mono.fromSupplier(() -> outgoing.bufferFactory().wrap(body)));
    }
}
