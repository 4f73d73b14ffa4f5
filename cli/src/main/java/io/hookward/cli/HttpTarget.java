package io.hookward.cli;

import io.hookward.request.WebhookRequest;
import java.net.URI;

/** Addresses of receivers. */
final class HttpTarget {
    private HttpTarget() {}

    /** @throws UsageException if it is no HTTP URL */
    static URI uri(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // Told below
        }
        throw new UsageException("'" + url + "' is no URL: write http://localhost:8080/webhooks/github");
    }

    /** The target with the query that was signed, if it has none itself. */
    static String withQueryOf(String target, WebhookRequest request) {
        String url = request.url();
        int mark = url == null ? -1 : url.indexOf('?');
        return url == null || mark < 0 || target.indexOf('?') >= 0 ? target : target + url.substring(mark);
    }
}
