package io.hookward.spring;

import io.hookward.request.Delivery;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;

/** The argument for a parameter with {@link WebhookTenant}: the same for listeners and controllers. Immutable. */
public final class TenantArgument {
    private final boolean optional;

    private TenantArgument(boolean optional) {
        this.optional = optional;
    }

    /** Whether a parameter asks for the tenant. */
    public static boolean isFor(MethodParameter parameter) {
        return MergedAnnotations.from(parameter.getParameterAnnotations()).isPresent(WebhookTenant.class);
    }

    /**
     * The argument for a parameter that asks for the tenant.
     *
     * @throws IllegalArgumentException if the parameter is neither a {@code String} nor an {@code Optional<String>}
     */
    public static TenantArgument of(MethodParameter parameter) {
        ResolvableType type = ResolvableType.forMethodParameter(parameter);
        boolean optional = type.resolve() == Optional.class;
        if ((optional ? type.getGeneric() : type).resolve() != String.class) {
            throw new IllegalArgumentException("the tenant can be a String or an Optional<String>, not a " + type);
        }
        return new TenantArgument(optional);
    }

    /**
     * The tenant of a delivery, as the parameter's type.
     *
     * @throws IllegalStateException if the delivery has none, and the parameter is a {@code String}
     */
    public Object in(Delivery delivery) {
        Optional<String> tenant = delivery.tenant();
        return optional
                ? tenant
                : tenant.orElseThrow(() -> new IllegalStateException(
                        "the delivery has no tenant: endpoint '" + delivery.endpoint() + "' does not serve several"));
    }
}
