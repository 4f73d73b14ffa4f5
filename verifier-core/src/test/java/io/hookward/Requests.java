package io.hookward;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests as somebody changed them on their way. */
public final class Requests {
    private Requests() {}

    /** With another value of a header, or without the header if the value is null. */
    public static WebhookRequest with(WebhookRequest request, String header, @Nullable String value) {
        Map<String, List<String>> headers = headers(request);
        headers.keySet().removeIf(header::equalsIgnoreCase);
        if (value != null) {
            headers.put(header, List.of(value));
        }
        return with(request, Headers.of(headers));
    }

    /** Unsigned, with this body. */
    public static WebhookRequest json(String body) {
        return WebhookRequest.of(Headers.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public static WebhookRequest with(WebhookRequest request, Headers headers) {
        return WebhookRequest.builder()
                .method(request.method())
                .url(request.url())
                .headers(headers)
                .body(request.body())
                .build();
    }

    public static WebhookRequest withBody(WebhookRequest request, byte[] body) {
        return WebhookRequest.builder()
                .method(request.method())
                .url(request.url())
                .headers(request.headers())
                .body(body)
                .build();
    }

    public static Map<String, List<String>> headers(WebhookRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers()
                .names()
                .forEach(name -> headers.put(name, request.headers().values(name)));
        return headers;
    }

    public static byte[] body(WebhookRequest request) {
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        return body;
    }
}
