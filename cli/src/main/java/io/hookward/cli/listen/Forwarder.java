package io.hookward.cli.listen;

import io.hookward.cli.listen.Listener.Answered;
import io.hookward.request.WebhookRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends a request on, with its bytes and headers unchanged but for those that belong to one connection. Thread-safe. */
public final class Forwarder {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** RFC 9110, section 7.6.1, and what the HTTP client sets itself. */
    private static final Set<String> HOP = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI target;

    /** A forwarder to this URL; requests keep their query, but not their path. */
    public Forwarder(URI target) {
        this.target = target;
    }

    /**
     * Sends a request on and waits for the answer.
     *
     * @throws IOException if no answer comes
     * @throws InterruptedException if the wait was interrupted
     */
    public Answered forward(WebhookRequest request) throws IOException, InterruptedException {
        String query = request.head().query();
        URI to = query.isEmpty() || target.getRawQuery() != null ? target : URI.create(target + "?" + query);
        HttpRequest.Builder http = HttpRequest.newBuilder(to).timeout(PATIENCE);
        for (String name : request.headers().names()) {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                request.headers().values(name).forEach(value -> http.header(name, value));
            }
        }
        HttpResponse<byte[]> response = client.send(
                http.method(
                                request.method(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        request.array(), request.offset(), request.length()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                headers.put(name, values);
            }
        });
        return new Answered(response.statusCode(), headers, response.body());
    }
}
