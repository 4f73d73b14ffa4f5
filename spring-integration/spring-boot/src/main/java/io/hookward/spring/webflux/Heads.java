package io.hookward.spring.webflux;

import io.hookward.WebhookEndpoint;
import io.hookward.path.RequestPath;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What of a request is known before its body. */
final class Heads {
    private Heads() {}

    static WebhookRequest.Builder of(ServerHttpRequest request, WebhookEndpoint endpoint) {
        // Only forEach is the same in Spring 6.2 and 7
        Map<String, List<String>> headers = new HashMap<>();
        request.getHeaders().forEach(headers::put);
        String query = request.getURI().getRawQuery();
        String own = request.getURI().toString();
        String url = endpoint.publicUrl().orElse(own.indexOf('?') < 0 ? own : own.substring(0, own.indexOf('?')));
        return WebhookRequest.builder()
                .method(request.getMethod().name())
                .url(query == null ? url : url + "?" + query)
                .headers(Headers.of(headers))
                .peer(peer(request))
                .secure(request.getSslInfo() != null
                        || "https".equals(request.getURI().getScheme()));
    }

    /** Decoded as Spring does it to find a handler: without the parameters of segments. */
    static RequestPath path(ServerHttpRequest request) {
        StringBuilder decoded = new StringBuilder();
        for (PathContainer.Element element :
                request.getPath().pathWithinApplication().elements()) {
            decoded.append(element instanceof PathSegment segment ? segment.valueToMatch() : element.value());
        }
        return new RequestPath(
                request.getPath().contextPath().value(), request.getPath().value(), decoded.toString());
    }

    /** An address that Spring took from a forwarded header is not resolved, and may be a name, which is no address. */
    private static @Nullable String peer(ServerHttpRequest request) {
        @Nullable InetSocketAddress remote = request.getRemoteAddress();
        if (remote == null) {
            return null;
        }
        return remote.isUnresolved()
                ? remote.getHostString()
                : remote.getAddress().getHostAddress();
    }
}
