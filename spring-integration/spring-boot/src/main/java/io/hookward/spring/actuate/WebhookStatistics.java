package io.hookward.spring.actuate;

import io.hookward.ReceiverListener;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts what the receiver has done since the application started. Nothing is counted by a value that a sender chooses.
 * Safe for use by several threads.
 */
public final class WebhookStatistics implements ReceiverListener {
    private final Clock clock;
    private final ConcurrentMap<String, EndpointCounts> byEndpoint = new ConcurrentHashMap<>();

    /** Statistics that begin now. The clock supplies the time of each match and of receipt. */
    public WebhookStatistics(Clock clock) {
        this.clock = clock;
    }

    /** The counts of an endpoint. */
    EndpointCounts of(String endpoint) {
        return byEndpoint.computeIfAbsent(endpoint, name -> new EndpointCounts());
    }

    private EndpointCounts of(Delivery delivery) {
        return of(delivery.endpoint());
    }

    @Override
    public void admitted(Delivery delivery) {
        verified(delivery);
    }

    @Override
    public void completed(Delivery delivery, Duration handlingTime) {
        of(delivery).add(WebhookOutcome.HANDLED);
    }

    @Override
    public void released(Delivery delivery, Duration handlingTime) {
        of(delivery).add(WebhookOutcome.FAILED);
    }

    @Override
    public void duplicate(Delivery delivery) {
        verified(delivery);
        of(delivery).add(WebhookOutcome.DUPLICATE);
    }

    @Override
    public void inFlight(Delivery delivery) {
        verified(delivery);
        of(delivery).add(WebhookOutcome.IN_FLIGHT);
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        of(endpoint).add(WebhookOutcome.REJECTED);
        of(endpoint).add(why.reason());
    }

    @Override
    public void idConflict(Delivery delivery) {
        of(delivery).idConflicts.increment();
    }

    @Override
    public void withoutId(Delivery delivery) {
        of(delivery).withoutId.increment();
    }

    @Override
    public void leaseLost(Delivery delivery) {
        of(delivery).leasesLost.increment();
    }

    @Override
    public void storeFailed(String endpoint, RuntimeException failure) {
        of(endpoint).storeFailures.increment();
    }

    @Override
    public void unrouted(Delivery delivery) {
        of(delivery).unrouted.increment();
    }

    private void verified(Delivery delivery) {
        // The secrets of tenants are too many to be remembered
        delivery.secretId()
                .filter(secret -> delivery.tenant().isEmpty())
                .ifPresent(secret -> of(delivery).matched(secret, clock.instant()));
        delivery.sentAt().ifPresent(sent -> of(delivery).age(Duration.between(sent, clock.instant())));
    }
}
