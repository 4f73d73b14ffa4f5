package io.hookward.testkit;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Sends requests over HTTP/1.1 to one address. Redirects are not followed, and no answer within 30 seconds is a failure.
 * Safe for use by several threads.
 */
public final class HttpSender {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The client sets these by itself and refuses others'. */
    private static final Set<String> CLIENTS_OWN = ownHeaders();

    private final HttpClient client;
    private final URI target;
    private final boolean chunked;

    private HttpSender(HttpClient client, URI target, boolean chunked) {
        this.client = client;
        this.target = target;
        this.chunked = chunked;
    }

    /** A sender to this URL, such as {@code http://127.0.0.1:8080/webhooks/github}. */
    public static HttpSender to(URI target) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        return new HttpSender(client, target, false);
    }

    /** A sender to this URL; see {@link #to(URI)}. */
    public static HttpSender to(String target) {
        return to(URI.create(target));
    }

    /** A sender to another URL that shares this one's connections. */
    public HttpSender at(URI other) {
        return new HttpSender(client, other, chunked);
    }

    /** A sender that does not announce the size of bodies, but sends them in chunks. */
    public HttpSender chunked() {
        return new HttpSender(client, target, true);
    }

    /**
     * Sends a request and waits for the answer. Host, connection and body length are the HTTP client's own; the target
     * keeps its path, and gets the query of the request's URL if it has none itself.
     *
     * @throws IOException if no answer comes
     * @throws InterruptedException if the wait was interrupted
     */
    public HttpAnswer send(WebhookRequest request) throws IOException, InterruptedException {
        return answer(client.send(http(request), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    /** Sends a request; the answer comes later. Fails with an {@link IOException} if none comes. */
    public CompletableFuture<HttpAnswer> sendLater(WebhookRequest request) {
        return client.sendAsync(http(request), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(HttpSender::answer);
    }

    private HttpRequest http(WebhookRequest request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(withQuery(request)).timeout(PATIENCE);
        for (String name : request.headers().names()) {
            if (!CLIENTS_OWN.contains(name)) {
                request.headers().values(name).forEach(value -> http.header(name, value));
            }
        }
        byte[] body = Requests.bytes(request);
        BodyPublisher publisher = chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : BodyPublishers.ofByteArray(body);
        return http.method(request.method(), publisher).build();
    }

    private URI withQuery(WebhookRequest request) {
        String url = request.url();
        int mark = url == null ? -1 : url.indexOf('?');
        return url == null || mark < 0 || target.getRawQuery() != null
                ? target
                : URI.create(target + url.substring(mark));
    }

    private static HttpAnswer answer(HttpResponse<String> response) {
        return new HttpAnswer(
                response.statusCode(), Headers.of(response.headers().map()), response.body());
    }

    private static Set<String> ownHeaders() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Set.of("Connection", "Content-Length", "Expect", "Host", "Transfer-Encoding", "Upgrade"));
        return names;
    }
}
