package io.hookward.spring.servlet;

import io.hookward.Answer;
import io.hookward.request.Delivery;
import io.hookward.servlet.WebhookFilter;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListeners;
import io.hookward.spring.observation.DeliveryObservations;
import io.hookward.spring.observation.DeliveryObservations.Started;
import io.micrometer.observation.Observation;
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
 * Stands behind the {@link WebhookFilter}, observes the handling of verified deliveries, and brings those to listeners that
 * have some. The rest goes on to the application. Safe for use by several threads.
 */
public final class WebhookHandlingFilter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandlingFilter.class);

    private final WebhookListeners listeners;
    private final PayloadReader reader;
    private final DeliveryObservations observations;

    /** A filter for these listeners, whose payloads are bound by {@code reader}. */
    public WebhookHandlingFilter(WebhookListeners listeners, PayloadReader reader, DeliveryObservations observations) {
        this.listeners = listeners;
        this.reader = reader;
        this.observations = observations;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Delivery> found = WebhookFilter.find(request);
        if (found.isEmpty() || !(response instanceof HttpServletResponse http)) {
            chain.doFilter(request, response);
            return;
        }
        Started started = observations.start(found.get());
        try (Observation.Scope scope = started.observation().openScope()) {
            if (listeners.listenTo(found.get().endpoint())) {
                write(handle(WebhookDelivery.of(found.get(), reader), started), http);
            } else {
                chain.doFilter(request, response);
            }
        } catch (Throwable thrown) {
            started.observation().error(thrown);
            started.stop(500);
            throw thrown;
        }
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new ObservationAsyncListener(started, http));
        } else {
            started.stop(http.getStatus());
        }
    }

    private Answer handle(WebhookDelivery delivery, Started started) {
        try {
            return listeners.handle(delivery);
        } catch (Throwable failed) {
            // An Error too: thrown on, it would start an error dispatch, of which Spring Security makes a login
            started.observation().error(failed);
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
