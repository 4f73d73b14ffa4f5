package io.hookward.spring.properties;

import io.hookward.EndpointBuilder;
import io.hookward.scheme.Source;
import io.hookward.secret.TenantSecrets;
import io.hookward.spring.WebhookConfigurationException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** Reads where the requests to an endpoint name their tenant, and which bean has the secrets of tenants. */
final class TenantReader {
    private static final String PLACE =
            "Write path:NAME with {NAME} in the path, header:NAME, query:NAME, form:FIELD or body:/POINTER";

    private final ListableBeanFactory beans;

    /**
     * @param beans where the beans of type TenantSecrets are
     */
    TenantReader(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Gives the endpoint its tenants.
     *
     * @return whether it has any
     * @throws WebhookConfigurationException if the place or the bean is wrong
     */
    boolean read(EndpointProperties properties, String path, EndpointBuilder endpoint, PropertySection at) {
        String place = properties.tenant();
        if (place == null) {
            if (properties.tenantSecrets() != null) {
                throw new WebhookConfigurationException(
                        at.property("tenant-secrets"),
                        "has no effect, because the endpoint does not say where a request names its tenant",
                        "Set " + at.property("tenant") + ", or remove it. " + PLACE);
            }
            return false;
        }
        TenantSecrets secrets = secrets(properties.tenantSecrets(), at);
        at.set("tenant", place, value -> endpoint.tenants(value, secrets), PLACE);
        Source source = Source.parse(place);
        if (source.kind() == Source.Kind.PATH && !path.contains("{" + source.name() + "}")) {
            throw new WebhookConfigurationException(
                    at.property("tenant"),
                    "names the variable '" + source.name() + "', which the path " + path + " does not have",
                    "Put {" + source.name() + "} in place of a segment of " + at.property("path"));
        }
        return true;
    }

    private TenantSecrets secrets(@Nullable String bean, PropertySection at) {
        if (bean == null) {
            TenantSecrets only = beans.getBeanProvider(TenantSecrets.class).getIfUnique();
            return Objects.requireNonNullElseGet(only, () -> {
                throw noneOrSeveral(at);
            });
        }
        if (!beans.containsBean(bean) || !beans.isTypeMatch(bean, TenantSecrets.class)) {
            throw new WebhookConfigurationException(
                    at.property("tenant-secrets"),
                    "there is no bean '" + bean + "' of type TenantSecrets",
                    "Name one of this type, or define it");
        }
        return beans.getBean(bean, TenantSecrets.class);
    }

    private WebhookConfigurationException noneOrSeveral(PropertySection at) {
        List<String> names = List.of(beans.getBeanNamesForType(TenantSecrets.class));
        return names.isEmpty()
                ? new WebhookConfigurationException(
                        at.property("tenant"),
                        "there is no bean of type TenantSecrets, which would return the secrets of a tenant",
                        "Define one: it gets the name of a tenant and returns the secrets")
                : new WebhookConfigurationException(
                        at.property("tenant-secrets"),
                        "is missing, and there are several beans of type TenantSecrets: " + String.join(", ", names),
                        "Name one of them");
    }
}
