package io.hookward.spring.actuate;

import io.hookward.WebhookEndpoint;
import io.hookward.claim.DeliveryStore;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.actuate.EndpointCounts.Matched;
import io.hookward.spring.actuate.WebhooksDescriptor.EndpointDescriptor;
import io.hookward.spring.actuate.WebhooksDescriptor.SecretDescriptor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The actuator's endpoint {@code webhooks}: read-only and without secrets. */
@Endpoint(id = "webhooks", defaultAccess = Access.READ_ONLY)
public final class WebhooksEndpoint {
    private final WebhookEndpoints endpoints;
    private final WebhookStatistics statistics;
    private final DeliveryStore store;
    private final Clock clock;

    /** Describes these endpoints with their statistics, and the store. */
    public WebhooksEndpoint(
            WebhookEndpoints endpoints, WebhookStatistics statistics, DeliveryStore store, Clock clock) {
        this.endpoints = endpoints;
        this.statistics = statistics;
        this.store = store;
        this.clock = clock;
    }

    /** The present state. */
    @ReadOperation
    public WebhooksDescriptor webhooks() {
        Map<String, EndpointDescriptor> described = new LinkedHashMap<>();
        endpoints.all().forEach(endpoint -> described.put(endpoint.name(), describe(endpoint)));
        return new WebhooksDescriptor(described, StoreProbe.describe(store));
    }

    private EndpointDescriptor describe(WebhookEndpoint endpoint) {
        EndpointCounts counts = statistics.of(endpoint.name());
        Duration age = counts.age();
        return new EndpointDescriptor(
                endpoint.scheme().name(),
                endpoint.path(),
                counts.outcomes(),
                counts.reasons(),
                secrets(endpoint.name(), counts.secrets()),
                age == null ? null : age.toString(),
                counts.idConflicts.sum(),
                counts.withoutId.sum(),
                counts.unrouted.sum(),
                counts.leasesLost.sum(),
                counts.storeFailures.sum());
    }

    private List<SecretDescriptor> secrets(String endpoint, Map<String, Matched> matched) {
        Map<String, Matched> rest = new LinkedHashMap<>(matched);
        List<SecretDescriptor> described = new ArrayList<>();
        List<Secret> configured =
                endpoints.secretsOf(endpoint).map(SecretSource::secrets).orElse(List.of());
        for (Secret secret : configured) {
            Matched match = rest.remove(secret.id());
            described.add(new SecretDescriptor(
                    secret.id(),
                    secret.isValidAt(clock.instant()),
                    match == null ? 0 : match.times(),
                    match == null ? null : match.last().toString()));
        }
        rest.forEach((id, match) -> described.add(
                new SecretDescriptor(id, null, match.times(), match.last().toString())));
        return described;
    }
}
