package io.hookward.spring.actuate;

import io.hookward.WebhookEndpoint;
import io.hookward.claim.DeliveryStore;
import io.hookward.secret.SecretSource;
import io.hookward.spring.WebhookEndpoints;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up if the store answers and every endpoint has a secret that is valid now. Independent of traffic. */
public final class WebhooksHealthIndicator extends AbstractHealthIndicator {
    private final WebhookEndpoints endpoints;
    private final DeliveryStore store;
    private final Clock clock;

    /** Checks the secrets of these endpoints, and the store. */
    public WebhooksHealthIndicator(WebhookEndpoints endpoints, DeliveryStore store, Clock clock) {
        super("Webhook health check failed");
        this.endpoints = endpoints;
        this.store = store;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        boolean reachable = StoreProbe.isReachable(store);
        List<String> without = endpoints.all().stream()
                .map(WebhookEndpoint::name)
                .filter(this::lacksSecret)
                .toList();
        health.status(reachable && without.isEmpty() ? "UP" : "DOWN")
                .withDetail("store", reachable ? "reachable" : "unreachable")
                .withDetail("endpointsWithoutSecret", without);
    }

    private boolean lacksSecret(String endpoint) {
        Optional<SecretSource> source = endpoints.secretsOf(endpoint);
        Instant now = clock.instant();
        return source.isPresent() && source.get().secrets().stream().noneMatch(secret -> secret.isValidAt(now));
    }
}
