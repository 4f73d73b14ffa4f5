package io.hookward.spring;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.secret.SecretSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints of an application, with where their secrets come from. Immutable. */
public final class WebhookEndpoints {
    private final List<WebhookEndpoint> endpoints;
    private final Map<String, SecretSource> secrets;

    /**
     * Endpoints, from properties and from beans.
     *
     * @param secrets the sources of secrets that are known, by the endpoint's name
     */
    public WebhookEndpoints(List<WebhookEndpoint> endpoints, Map<String, SecretSource> secrets) {
        this.endpoints = List.copyOf(endpoints);
        this.secrets = new LinkedHashMap<>(secrets);
    }

    /** All endpoints. */
    public List<WebhookEndpoint> all() {
        return endpoints;
    }

    /** Where an endpoint's secrets come from; empty if it accepts unsigned requests, or is a bean that keeps them to itself. */
    public Optional<SecretSource> secretsOf(String endpoint) {
        return Optional.ofNullable(secrets.get(endpoint));
    }

    /** The endpoints that a receiver really has, with the sources of those among them that are known here. */
    public WebhookEndpoints receivedBy(WebhookReceiver receiver) {
        Map<String, SecretSource> known = new LinkedHashMap<>();
        for (WebhookEndpoint endpoint : receiver.endpoints()) {
            SecretSource source = secrets.get(endpoint.name());
            if (source != null && endpoints.contains(endpoint)) {
                known.put(endpoint.name(), source);
            }
        }
        return new WebhookEndpoints(List.copyOf(receiver.endpoints()), known);
    }
}
