package io.hookward.testkit;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of requests with one thing changed after they were signed. */
public final class Requests {
    private Requests() {}

    /** With this header, in place of all that had its name. */
    public static WebhookRequest with(WebhookRequest request, String header, String value) {
        Map<String, List<String>> headers = headersWithout(request, List.of(header));
        headers.put(header, List.of(value));
        return copy(request, headers, bytes(request));
    }

    /** Without these headers, in whatever case. */
    public static WebhookRequest without(WebhookRequest request, String... headers) {
        return copy(request, headersWithout(request, List.of(headers)), bytes(request));
    }

    /** With another body, which is not copied. */
    public static WebhookRequest withBody(WebhookRequest request, byte[] body) {
        return copy(request, headersWithout(request, List.of()), body);
    }

    /** A copy of the body. */
    public static byte[] bytes(WebhookRequest request) {
        byte[] bytes = new byte[request.body().remaining()];
        request.body().get(bytes);
        return bytes;
    }

    private static Map<String, List<String>> headersWithout(WebhookRequest request, List<String> unwanted) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : request.headers().names()) {
            if (unwanted.stream().noneMatch(name::equalsIgnoreCase)) {
                headers.put(name, new ArrayList<>(request.headers().values(name)));
            }
        }
        return headers;
    }

    private static WebhookRequest copy(WebhookRequest request, Map<String, List<String>> headers, byte[] body) {
        return WebhookRequest.builder()
                .method(request.method())
                .url(request.url())
                .headers(Headers.of(headers))
                .body(body)
                .build();
    }
}
