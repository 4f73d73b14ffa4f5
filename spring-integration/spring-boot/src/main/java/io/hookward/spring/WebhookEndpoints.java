package io.hookward.spring;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.secret.SecretSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints of an application and the sources of their secrets. Immutable. */
public final class WebhookEndpoints {
    private final List<WebhookEndpoint> endpoints;
    private final Map<String, SecretSource> secrets;

    /**
     * Endpoints, from properties and from beans.
     *
     * @param secrets the known sources of secrets, by the name of the endpoint
     */
    public WebhookEndpoints(List<WebhookEndpoint> endpoints, Map<String, SecretSource> secrets) {
        this.endpoints = List.copyOf(endpoints);
        this.secrets = new LinkedHashMap<>(secrets);
    }

    /** All endpoints. */
    public List<WebhookEndpoint> all() {
        return endpoints;
    }

    /**
     * The source of an endpoint's secrets. Empty if the endpoint has tenants, accepts unsigned requests, or is a bean that does
     * not show its secrets.
     */
    public Optional<SecretSource> secretsOf(String endpoint) {
        return Optional.ofNullable(secrets.get(endpoint));
    }

    /** The endpoints of a receiver, with the sources of secrets that are known here. */
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
