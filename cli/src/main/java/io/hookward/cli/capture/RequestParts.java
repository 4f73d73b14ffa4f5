package io.hookward.cli.capture;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is put together. Not for use by several threads. */
final class RequestParts {
    private final String method;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private @Nullable String url;

    RequestParts(String method) {
        this.method = method;
    }

    void header(String name, String value) {
        headers.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    /** A full URL, or a path on the host that the headers name. */
    void target(String target) {
        String host = first("Host");
        String forwarded = first("X-Forwarded-Proto");
        String scheme = forwarded == null ? "http" : forwarded.toLowerCase(Locale.ROOT);
        url = target.startsWith("/") ? (host == null ? null : scheme + "://" + host + target) : target;
    }

    boolean isChunked() {
        String coding = first("Transfer-Encoding");
        return coding != null && coding.toLowerCase(Locale.ROOT).contains("chunked");
    }

    private @Nullable String first(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().get(0))
                .findFirst()
                .orElse(null);
    }

    WebhookRequest request(byte[] body) {
        return WebhookRequest.builder()
                .method(method)
                .url(url)
                .headers(Headers.of(headers))
                .body(body)
                .build();
    }
}
