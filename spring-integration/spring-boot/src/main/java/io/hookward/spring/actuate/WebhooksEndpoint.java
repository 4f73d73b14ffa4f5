package io.hookward.spring.actuate;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.DeliveryStore;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.spring.actuate.EndpointCounts.Matched;
import io.hookward.spring.actuate.WebhooksDescriptor.EndpointDescriptor;
import io.hookward.spring.actuate.WebhooksDescriptor.ForgottenDescriptor;
import io.hookward.spring.actuate.WebhooksDescriptor.SecretDescriptor;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The actuator's endpoint {@code webhooks}, without secrets. Read-only, unless the application allows more: then an operator
 * can have a delivery forgotten, so that it is handled once more when the provider sends it again.
 */
@Endpoint(id = "webhooks", defaultAccess = Access.READ_ONLY)
public final class WebhooksEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(WebhooksEndpoint.class);

    private final WebhookReceiver receiver;
    private final WebhookEndpoints endpoints;
    private final WebhookStatistics statistics;
    private final DeliveryStore store;
    private final Clock clock;

    /** Describes these endpoints with their statistics, and the store; {@code receiver} forgets deliveries. */
    public WebhooksEndpoint(
            WebhookReceiver receiver,
            WebhookEndpoints endpoints,
            WebhookStatistics statistics,
            DeliveryStore store,
            Clock clock) {
        this.receiver = receiver;
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

    /**
     * Forgets a delivery, and logs who asked for it.
     *
     * @param endpoint the name of the endpoint
     * @param id the id of the delivery
     * @param tenant whose delivery it is, at an endpoint with tenants
     * @throws InvalidEndpointRequestException if there is no such endpoint, or the id is empty
     */
    @DeleteOperation
    @SuppressWarnings("deprecation") // The only annotation of this name that Spring Boot 3.5 knows
    public ForgottenDescriptor forget(
            SecurityContext operator,
            @Selector String endpoint,
            String id,
            @org.springframework.lang.Nullable String tenant) {
        ClaimKey key;
        boolean known;
        try {
            key = new ClaimKey(endpoint, tenant == null ? "" : tenant, ClaimKey.Kind.DELIVERY, id);
            known = receiver.forget(key.endpoint(), key.tenant(), key.id());
        } catch (IllegalArgumentException wrong) {
            throw new InvalidEndpointRequestException(String.valueOf(wrong.getMessage()), "no such delivery");
        }
        Principal principal = operator.getPrincipal();
        // The text of a key cannot break the line; the name of a principal is the application's own
        LOG.info(
                "{} was forgotten at the request of {}: {}",
                key,
                principal == null ? "an unknown operator" : principal.getName(),
                known ? "it is handled once more when the provider sends it again" : "it was not known");
        return new ForgottenDescriptor(known);
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
