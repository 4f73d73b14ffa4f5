package io.hookward.spring.webflux;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.path.PathMatch;
import io.hookward.request.Headers;
import io.hookward.request.RequestHead;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Converts the path and the head of an exchange for the receiver. */
final class ExchangeHead {
    private ExchangeHead() {}

    static RequestHead of(ServerHttpRequest request, PathMatch<WebhookEndpoint> match) {
        // The one method for this that Spring 6.2 and 7 have in common
        Map<String, List<String>> headers = new HashMap<>();
        request.getHeaders().forEach(headers::put);
        String query = request.getURI().getRawQuery();
        String own = request.getURI().toString();
        String url =
                match.endpoint().publicUrl().orElse(own.indexOf('?') < 0 ? own : own.substring(0, own.indexOf('?')));
        return RequestHead.builder()
                .method(request.getMethod().name())
                .url(query == null ? url : url + "?" + query)
                .headers(Headers.of(headers))
                .peer(peer(request))
                .secure(request.getSslInfo() != null
                        || "https".equals(request.getURI().getScheme()))
                .contentLength(request.getHeaders().getContentLength())
                .pathVariables(match.variables())
                .build();
    }

    /** The endpoint for the request's path. */
    static @Nullable PathMatch<WebhookEndpoint> match(WebhookReceiver receiver, ServerHttpRequest request) {
        return receiver.match(
                request.getPath().contextPath().value(), request.getPath().value(), decoded(request));
    }

    /** The path as Spring decodes it to find a handler, without the parameters of segments. */
    private static String decoded(ServerHttpRequest request) {
        StringBuilder decoded = new StringBuilder();
        for (PathContainer.Element element :
                request.getPath().pathWithinApplication().elements()) {
            decoded.append(element instanceof PathSegment segment ? segment.valueToMatch() : element.value());
        }
        return decoded.toString();
    }

    /** An address that Spring has taken from a forwarded header is unresolved, and may be a name. */
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
