package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.EndpointBuilder;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.DeliveryStore;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A Jetty with the webhook filter before everything, and senders who know the secret. */
final class FilteredServer implements AutoCloseable {

    static final String PATH = "/webhooks/acme";

    /** Signs time and body; the id is a bare header. */
    static final SignatureScheme ACME = SignatureScheme.builder("acme")
            .signatureHeader("X-Acme-Signature")
            .content("{timestamp}.{body}")
            .timestamp("header:X-Acme-Timestamp", TimestampRule.Unit.SECONDS)
            .deliveryId("header:X-Acme-Id")
            .eventType("header:X-Acme-Event")
            .build();

    static final Secret SECRET = Secret.of(Secret.random());

    final Events events = new Events();
    final TestServer server = new TestServer();

    private String[] proxies = {};

    /** A running server with one endpoint and one servlet for all paths. */
    static FilteredServer with(TestServer.Handler handler) throws Exception {
        return new FilteredServer()
                .filter(endpoint -> endpoint, filter -> filter)
                .handler(handler);
    }

    FilteredServer trusting(String... ranges) {
        proxies = ranges;
        return this;
    }

    FilteredServer filter(UnaryOperator<EndpointBuilder> endpoint, UnaryOperator<FilterBuilder> filter) {
        return filter(CaffeineDeliveryStore.builder().build(), endpoint, filter);
    }

    FilteredServer filter(
            DeliveryStore store, UnaryOperator<EndpointBuilder> endpoint, UnaryOperator<FilterBuilder> filter) {
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoint(endpoint.apply(WebhookEndpoint.builder(ACME).secrets(SECRET))
                        .build())
                .trustedProxies(proxies)
                .store(store)
                .listener(events)
                .build();
        WebhookFilter built = filter.apply(WebhookFilter.builder(receiver)).build();
        server.initialise(built::register);
        return this;
    }

    FilteredServer handler(TestServer.Handler handler) throws Exception {
        server.servlet("/*", handler).start();
        return this;
    }

    int port() {
        return server.port();
    }

    static WebhookSigner.Draft draft(String id, String body) {
        return WebhookSigner.of(ACME, SECRET).draft().id(id).body(body.getBytes(UTF_8));
    }

    RawAnswer send(WebhookRequest request, String... more) throws IOException {
        return RawAnswer.to(port(), raw(PATH, request, more));
    }

    RawAnswer send(String id, String body) throws IOException {
        return send(draft(id, body).sign());
    }

    /** The request on the wire. */
    static byte[] raw(String path, WebhookRequest request, String... more) {
        List<String> head = head(path, request, more);
        head.add("Content-Length: " + request.body().remaining());
        return RawAnswer.request(bytes(request), head.toArray(String[]::new));
    }

    static List<String> head(String path, WebhookRequest request, String... more) {
        List<String> head = new ArrayList<>(List.of(request.method() + " " + path + " HTTP/1.1"));
        request.headers()
                .names()
                .forEach(name -> request.headers().values(name).forEach(value -> head.add(name + ": " + value)));
        head.addAll(List.of(more));
        return head;
    }

    static byte[] bytes(WebhookRequest request) {
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        return body;
    }

    static void assertProblem(RawAnswer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"").contains("\"status\":" + status);
    }

    static WebhookRequest withHeader(WebhookRequest request, String name, String value) {
        List<String> pairs = new ArrayList<>();
        request.headers().names().forEach(other -> {
            pairs.add(other);
            pairs.add(other.equalsIgnoreCase(name) ? value : request.headers().first(other));
        });
        return WebhookRequest.of(Headers.of(pairs.toArray(String[]::new)), bytes(request));
    }

    @Override
    public void close() {
        server.close();
    }
}
