package io.hookward.servlet;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.path.PathMatch;
import io.hookward.path.PathTemplate;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint a servlet request is for, by its path below the context and the {@linkplain FilterBuilder#servletPath servlet
 * path}. Immutable.
 *
 * @param servletPath starts with a slash and does not end with one, or is the empty text
 */
record EndpointPaths(WebhookReceiver receiver, String servletPath) {

    /**
     * Refuses a servlet path that would not be the same for everybody.
     *
     * @throws IllegalArgumentException if it is not empty, nor spelled as the path of an endpoint without variables
     */
    EndpointPaths {
        if (!servletPath.isEmpty()
                && (servletPath.endsWith("/")
                        || !PathTemplate.of(servletPath).variables().isEmpty())) {
            throw new IllegalArgumentException("'" + servletPath
                    + "' is not the path of a servlet: it must be empty or as in /api, without variables and without a"
                    + " slash at its end");
        }
    }

    /** The endpoint whose path this request has or could be taken to have; null if there is none. */
    @Nullable
    PathMatch<WebhookEndpoint> match(HttpServletRequest request) {
        ServletPath path = ServletPath.of(request).below(servletPath);
        return receiver.match(path.context(), path.raw(), path.decoded());
    }

    /**
     * The endpoint that the servlet of this request could take it to be for, because it does not count its own path; null if
     * there is none. Such a request is at another place than the endpoint, and to be refused.
     */
    @Nullable
    WebhookEndpoint hidden(HttpServletRequest request) {
        @Nullable ServletPath path = ServletPath.belowServlet(request, servletPath);
        @Nullable
        PathMatch<WebhookEndpoint> match =
                path == null ? null : receiver.match(path.context(), path.raw(), path.decoded());
        return match == null ? null : match.endpoint();
    }
}
