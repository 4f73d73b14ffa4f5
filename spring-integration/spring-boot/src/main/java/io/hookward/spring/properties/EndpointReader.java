package io.hookward.spring.properties;

import io.hookward.EndpointBuilder;
import io.hookward.WebhookEndpoint;
import io.hookward.access.Access;
import io.hookward.path.PathTable;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.SecretSource;
import io.hookward.spring.WebhookConfigurationException;
import io.hookward.spring.WebhookEndpoints;
import io.hookward.verify.VerifierBuilder;
import io.hookward.verify.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** Builds endpoints from properties. A failure names the property that is wrong. */
public final class EndpointReader {
    private final Map<String, EndpointProperties> properties;
    private final SchemeCatalogue schemes;
    private final SecretReader secrets;
    private final TenantReader tenants;
    private final Clock clock;

    /**
     * A reader of these properties.
     *
     * @param beans where the beans are that properties refer to by name
     * @param clock supplies the current time, at which each endpoint must have a valid secret
     */
    public EndpointReader(HookwardProperties properties, ListableBeanFactory beans, Clock clock) {
        this.properties = properties.endpoints();
        this.schemes = new SchemeCatalogue(properties.schemes());
        this.secrets = new SecretReader(beans);
        this.tenants = new TenantReader(beans);
        this.clock = clock;
    }

    /**
     * All endpoints.
     *
     * @param more endpoints that the application defines as beans
     * @throws WebhookConfigurationException if one is wrong, or two have the same path or name
     */
    public WebhookEndpoints read(List<WebhookEndpoint> more) {
        List<WebhookEndpoint> endpoints = new ArrayList<>();
        Map<String, SecretSource> sources = new LinkedHashMap<>();
        properties.forEach((name, endpoint) -> {
            SecretSource source = secrets.read(name, endpoint);
            if (source != null) {
                sources.put(name, source);
            }
            endpoints.add(read(name, endpoint, source));
        });
        endpoints.addAll(more);
        checkDistinct(endpoints);
        return new WebhookEndpoints(endpoints, sources);
    }

    private WebhookEndpoint read(String name, EndpointProperties properties, @Nullable SecretSource source) {
        PropertySection at = new PropertySection("hookward.endpoints." + name);
        String provider = Objects.requireNonNullElse(properties.provider(), name);
        SignatureScheme scheme =
                new SchemeChanges(properties.scheme(), at).applyTo(schemes.get(provider, at.property("provider")));
        EndpointBuilder builder = WebhookEndpoint.builder(scheme);
        Algorithm[] algorithms = properties.algorithms().toArray(Algorithm[]::new);
        at.set(
                "algorithms",
                algorithms.length == 0 ? null : algorithms,
                builder::acceptOnly,
                "Name algorithms of the provider's, or remove it to accept all of them");
        at.set("", name, builder::name, "Rename the endpoint");
        String path = Objects.requireNonNullElse(properties.path(), "/webhooks/" + name);
        at.set("path", path, builder::path, "Write the path as the provider calls it, such as /webhooks/" + name);
        boolean hasTenants = tenants.read(properties, path, builder, at);
        if (source == null) {
            if (!hasTenants) {
                builder.acceptUnsigned();
            }
        } else {
            at.get(
                    SecretReader.property(properties),
                    () -> {
                        VerifierBuilder verifier = WebhookVerifier.builder(scheme);
                        if (algorithms.length > 0) {
                            verifier.acceptOnly(algorithms);
                        }
                        return verifier.endpoint(name)
                                .secrets(source)
                                .clock(clock)
                                .build();
                    },
                    "Give it a valid secret in the provider's form");
            builder.secrets(source);
        }
        at.set("handshake-token", properties.handshakeToken(), builder::handshakeToken, "Set it, or leave it out");
        Duration past = properties.tolerance();
        String fix = "Choose a positive duration, such as 5m, or remove it";
        at.set("tolerance", past, tolerance -> builder.tolerance(tolerance, null), fix);
        at.set("future-tolerance", properties.futureTolerance(), future -> builder.tolerance(past, future), fix);
        at.set("max-body", bytes(properties, at), builder::maxBodyBytes, "Choose 1B to 2047MB");
        at.set(
                "lease",
                properties.lease(),
                builder::lease,
                "Choose a positive duration that is longer than a handler takes");
        retention(properties, scheme, builder, at);
        at.set("refusal-status", properties.refusalStatus(), builder::refusalStatus, "Leave it out, or use 400 or 403");
        at.set(
                "public-url",
                properties.publicUrl(),
                builder::publicUrl,
                "Write the URL that the provider was given, or remove it");
        if (properties.allowCompressed()) {
            builder.allowCompressed();
        }
        if (properties.onIdConflict() == IdConflictPolicy.REFUSE) {
            builder.strictAboutConflicts();
        }
        if (properties.deduplicateContent()) {
            builder.deduplicateContent();
        }
        builder.onStoreFailure(properties.onStoreFailure());
        builder.access(access(properties, at));
        return at.get("", builder::build, "Correct the endpoint's tolerance, retention or deduplicate-content");
    }

    private static Access access(EndpointProperties properties, PropertySection at) {
        Access access = properties.httpsOnly() ? Access.ANY.httpsOnly() : Access.ANY;
        String[] ranges = properties.allowedAddresses().toArray(String[]::new);
        return ranges.length == 0
                ? access
                : at.get(
                        "allowed-addresses",
                        () -> access.from(ranges),
                        "Write addresses or ranges such as 192.0.2.0/24");
    }

    private static int bytes(EndpointProperties properties, PropertySection at) {
        return at.get("max-body", () -> Math.toIntExact(properties.maxBody().toBytes()), "Choose at most 2047MB");
    }

    private static void retention(
            EndpointProperties properties, SignatureScheme scheme, EndpointBuilder builder, PropertySection at) {
        Duration retention = properties.retention();
        Duration span = scheme.retrySpan().orElse(Duration.ZERO);
        if (retention != null && retention.compareTo(span) < 0) {
            throw new WebhookConfigurationException(
                    at.property("retention"),
                    retention + " is shorter than the " + span + " over which " + scheme.title()
                            + " retries a delivery: a late retry would be handled again",
                    "Remove it (seven days, or a day more than the provider retries), or choose more than " + span);
        }
        at.set("retention", retention, builder::retention, "Remove it, or choose more than " + span);
    }

    private static void checkDistinct(List<WebhookEndpoint> endpoints) {
        Map<String, WebhookEndpoint> byPath = new LinkedHashMap<>();
        Map<String, WebhookEndpoint> byName = new LinkedHashMap<>();
        PathTable<WebhookEndpoint> paths = new PathTable<>();
        for (WebhookEndpoint endpoint : endpoints) {
            WebhookEndpoint samePath = byPath.put(endpoint.path(), endpoint);
            if (samePath != null) {
                throw new WebhookConfigurationException(
                        "hookward.endpoints." + endpoint.name() + ".path",
                        endpoint.path() + " is also the path of endpoint '" + samePath.name() + "'",
                        "Give each endpoint a path of its own");
            }
            new PropertySection("hookward.endpoints." + endpoint.name())
                    .set(
                            "path",
                            endpoint.path(),
                            path -> paths.add(path, endpoint),
                            "Give the endpoints paths that differ in more than their spelling");
            if (byName.put(endpoint.name(), endpoint) != null) {
                throw new WebhookConfigurationException(
                        "hookward.endpoints." + endpoint.name(),
                        "there is also a bean of type WebhookEndpoint with this name",
                        "Rename one of them");
            }
        }
    }
}
