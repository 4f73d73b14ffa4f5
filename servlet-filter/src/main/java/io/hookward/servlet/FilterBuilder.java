package io.hookward.servlet;

import io.hookward.WebhookReceiver;
import java.time.Duration;
import java.util.Objects;

/** Builds a {@link WebhookFilter}. Not for use by several threads. */
public final class FilterBuilder {
    private final WebhookReceiver receiver;
    private int unverifiedBodies = BodyLimiter.DEFAULT_PLACES;
    private Duration bodyDeadline = BodyLimiter.DEFAULT_DEADLINE;

    FilterBuilder(WebhookReceiver receiver) {
        this.receiver = Objects.requireNonNull(receiver, "receiver");
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
                receiver, new RequestReceiver(receiver, new BodyLimiter(unverifiedBodies, bodyDeadline)));
    }
}
