package io.hookward.spring.actuate;

import io.hookward.ReceiverListener;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Meters of what the receiver does. Every tag has few values: the names of endpoints, the ids of their configured secrets,
 * and closed lists. Safe for use by several threads.
 */
public final class WebhookMetrics implements ReceiverListener {
    private static final String ENDPOINT = "endpoint";
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Clock clock;
    private final ConcurrentMap<String, AtomicLong> skews = new ConcurrentHashMap<>();

    /** Meters in a registry. The clock supplies the time of receipt, for the age of deliveries. */
    public WebhookMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public void admitted(Delivery delivery) {
        verified(delivery);
    }

    @Override
    public void completed(Delivery delivery, Duration handlingTime) {
        ended(delivery, WebhookOutcome.HANDLED, handlingTime);
    }

    @Override
    public void released(Delivery delivery, Duration handlingTime) {
        ended(delivery, WebhookOutcome.FAILED, handlingTime);
    }

    @Override
    public void duplicate(Delivery delivery) {
        verified(delivery);
        count(delivery.endpoint(), WebhookOutcome.DUPLICATE, NONE);
    }

    @Override
    public void inFlight(Delivery delivery) {
        verified(delivery);
        count(delivery.endpoint(), WebhookOutcome.IN_FLIGHT, NONE);
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        count(endpoint, WebhookOutcome.REJECTED, why.reason().code());
    }

    @Override
    public void idConflict(Delivery delivery) {
        count("hookward.id.conflicts", delivery.endpoint());
    }

    @Override
    public void withoutId(Delivery delivery) {
        count("hookward.without.id", delivery.endpoint());
    }

    @Override
    public void leaseLost(Delivery delivery) {
        count("hookward.leases.lost", delivery.endpoint());
    }

    @Override
    public void storeFailed(String endpoint, RuntimeException failure) {
        count("hookward.store.failures", endpoint);
    }

    @Override
    public void unrouted(Delivery delivery) {
        count("hookward.unrouted", delivery.endpoint());
    }

    private void ended(Delivery delivery, WebhookOutcome outcome, Duration handlingTime) {
        count(delivery.endpoint(), outcome, NONE);
        Timer.builder("hookward.handling")
                .description("From admission to the answer")
                .tag(ENDPOINT, delivery.endpoint())
                .tag("outcome", outcome.code())
                .register(registry)
                .record(handlingTime);
    }

    private void verified(Delivery delivery) {
        // The secrets of tenants are too many for a tag
        delivery.secretId()
                .filter(secret -> delivery.tenant().isEmpty())
                .ifPresent(secret -> registry.counter(
                                "hookward.secret.matches", ENDPOINT, delivery.endpoint(), "secret", secret)
                        .increment());
        delivery.sentAt()
                .ifPresent(sent -> skew(delivery.endpoint())
                        .set(Duration.between(sent, clock.instant()).toMillis()));
    }

    private AtomicLong skew(String endpoint) {
        return skews.computeIfAbsent(endpoint, name -> {
            AtomicLong millis = new AtomicLong();
            Gauge.builder("hookward.clock.skew", millis, value -> value.get() / 1000d)
                    .description("Age of the last verified delivery; negative if its sender's clock is ahead")
                    .baseUnit("seconds")
                    .tag(ENDPOINT, name)
                    .register(registry);
            return millis;
        });
    }

    private void count(String endpoint, WebhookOutcome outcome, String reason) {
        registry.counter("hookward.deliveries", ENDPOINT, endpoint, "outcome", outcome.code(), "reason", reason)
                .increment();
    }

    private void count(String name, String endpoint) {
        registry.counter(name, ENDPOINT, endpoint).increment();
    }
}
