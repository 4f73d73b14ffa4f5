package io.hookward.servlet;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Builds a {@link WebhookFilter}. Not for use by several threads. */
public final class FilterBuilder {
    private final WebhookReceiver receiver;
    private final Map<String, Access> access = new HashMap<>();
    private TrustedProxies proxies = TrustedProxies.NONE;
    private int unverifiedBodies = BodyIntake.DEFAULT_PLACES;
    private Duration bodyDeadline = BodyIntake.DEFAULT_DEADLINE;

    FilterBuilder(WebhookReceiver receiver) {
        this.receiver = Objects.requireNonNull(receiver, "receiver");
    }

    /**
     * How and from where an endpoint may be reached; any way and from anywhere unless set.
     *
     * @param endpoint its name
     * @throws IllegalArgumentException if the receiver has none of that name
     */
    public FilterBuilder access(String endpoint, Access allowed) {
        if (receiver.endpoints().stream().map(WebhookEndpoint::name).noneMatch(endpoint::equals)) {
            throw new IllegalArgumentException("there is no endpoint named '" + endpoint + "'");
        }
        access.put(endpoint, Objects.requireNonNull(allowed, "allowed"));
        return this;
    }

    /**
     * The proxies in front of this server, whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed;
     * none unless set, and then the direct peer is the sender. Each of them must set or append to these headers
     * itself. Not needed where the container already puts the sender's address in their place.
     *
     * @param ranges addresses or ranges in CIDR notation, in place of those named before
     * @throws IllegalArgumentException if one is no address range
     */
    public FilterBuilder trustedProxies(String... ranges) {
        this.proxies = TrustedProxies.of(List.of(ranges));
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

    /**
     * The filter.
     *
     * @throws IllegalArgumentException if the paths of two endpoints could be taken for each other
     */
    public WebhookFilter build() {
        return new WebhookFilter(
                receiver, new Gatekeeper(receiver, access, proxies, new BodyIntake(unverifiedBodies, bodyDeadline)));
    }
}
