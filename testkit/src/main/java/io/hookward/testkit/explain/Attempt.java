package io.hookward.testkit.explain;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, and the one signing method by which it is judged.
 *
 * @param recipe a scheme with a single signing method
 * @param method the HTTP method
 * @param url the public URL, or null if it is not known
 * @param headers the headers with their values
 * @param body the body; never changed
 */
record Attempt(
        SignatureScheme recipe, String method, @Nullable String url, Map<String, List<String>> headers, byte[] body) {

    static Attempt of(SignatureScheme recipe, WebhookRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : request.headers().names()) {
            headers.put(name, request.headers().values(name));
        }
        byte[] body = new byte[request.length()];
        request.body().get(body);
        return new Attempt(recipe, request.method(), request.url(), headers, body);
    }

    Attempt withRecipe(SignatureScheme other) {
        return new Attempt(other, method, url, headers, body);
    }

    Attempt withBody(byte[] other) {
        return new Attempt(recipe, method, url, headers, other);
    }

    Attempt withUrl(String other) {
        return new Attempt(recipe, method, other, headers, body);
    }

    Attempt withHeaders(Map<String, List<String>> others) {
        return new Attempt(recipe, method, url, others, body);
    }

    /** The first value of a header, whatever its case; null if it is absent. */
    @Nullable
    String header(String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return null;
    }

    WebhookRequest request() {
        return WebhookRequest.builder()
                .method(method)
                .url(url)
                .headers(Headers.of(headers))
                .body(body)
                .build();
    }
}
