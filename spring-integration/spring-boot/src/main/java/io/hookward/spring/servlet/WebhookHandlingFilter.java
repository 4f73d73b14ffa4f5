package io.hookward.spring.servlet;

import io.hookward.Answer;
import io.hookward.servlet.WebhookFilter;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListeners;
import io.hookward.verify.Delivery;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands behind the {@link WebhookFilter} and brings verified deliveries to listeners. What is no delivery, or is for no
 * listener, goes on to the application. Safe for use by several threads.
 */
public final class WebhookHandlingFilter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandlingFilter.class);

    private final WebhookListeners listeners;
    private final PayloadReader reader;

    /** A filter for these listeners, whose payloads are bound by {@code reader}. */
    public WebhookHandlingFilter(WebhookListeners listeners, PayloadReader reader) {
        this.listeners = listeners;
        this.reader = reader;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Delivery> found = WebhookFilter.find(request);
        if (found.isEmpty()
                || !listeners.listenTo(found.get().endpoint())
                || !(response instanceof HttpServletResponse http)) {
            chain.doFilter(request, response);
            return;
        }
        write(handle(WebhookDelivery.of(found.get(), reader)), http);
    }

    private Answer handle(WebhookDelivery delivery) {
        try {
            return listeners.handle(delivery);
        } catch (Exception failed) {
            LOG.error(
                    "{}: a listener failed; the delivery is free for the provider's retry",
                    delivery.endpoint(),
                    failed);
            return WebhookListeners.failure();
        }
    }

    /** Not by sendError: its error dispatch passes Spring Security, which would make a 401 of it. */
    private static void write(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        byte[] body = answer.bodyBytes();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
