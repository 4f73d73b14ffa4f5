package io.hookward.servlet;

import io.hookward.WebhookReceiver;
import java.time.Duration;
import java.util.Objects;

/** Builds a {@link WebhookFilter}. Not for use by several threads. */
public final class FilterBuilder {
    private final WebhookReceiver receiver;
    private String servletPath = "";
    private int unverifiedBodies = BodyLimiter.DEFAULT_PLACES;
    private Duration bodyDeadline = BodyLimiter.DEFAULT_DEADLINE;

    FilterBuilder(WebhookReceiver receiver) {
        this.receiver = Objects.requireNonNull(receiver, "receiver");
    }

    /**
     * The path of the servlet that handles deliveries, where it is mapped to a prefix such as {@code /api/*} and its handlers
     * do not count it: the paths of endpoints do not count it either, and an endpoint at {@code /webhooks/github} receives at
     * {@code /api/webhooks/github} only. Empty unless set.
     *
     * @param path such as {@code /api}, or empty; below the application's context
     * @throws IllegalArgumentException if it is not empty, nor spelled as the path of an endpoint without variables
     */
    public FilterBuilder servletPath(String path) {
        this.servletPath = new EndpointPaths(receiver, path).servletPath();
        return this;
    }

    /**
     * For how many unverified bodies threads may wait at one time; 32 unless set. Stay well below the number of the
     * container's threads: the rest of them serves what needs no waiting. While all are taken, small bodies that have
     * arrived are still served, and others get 503.
     */
    public FilterBuilder unverifiedBodies(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least 1 body must be read at one time, not " + atOnce);
        }
        this.unverifiedBodies = atOnce;
        return this;
    }

    /**
     * How long a whole body may take; 10 seconds unless set. One that stalls altogether is given up by the
     * container's own idle time-out, if that is longer.
     */
    public FilterBuilder bodyDeadline(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("the deadline must be positive, not " + deadline);
        }
        this.bodyDeadline = deadline;
        return this;
    }

    /** The filter. */
    public WebhookFilter build() {
        return new WebhookFilter(
                receiver,
                new EndpointPaths(receiver, servletPath),
                new RequestReceiver(receiver, new BodyLimiter(unverifiedBodies, bodyDeadline)));
    }
}
