package io.hookward.spring.webflux;

import io.hookward.request.Delivery;
import io.hookward.spring.TenantArgument;
import io.hookward.spring.WebhookDelivery;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Passes the delivery that the filter verified, or its tenant, to reactive controllers. Without one, the handler is not
 * called.
 */
public final class WebhookDeliveryArgumentResolver implements HandlerMethodArgumentResolver {
    /** A resolver of what {@link WebhookWebFilter} has verified. */
    public WebhookDeliveryArgumentResolver() {}

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == WebhookDelivery.class || type == Delivery.class || TenantArgument.isFor(parameter);
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> {
            WebhookDelivery delivery = WebhookWebFilter.find(exchange)
                    .orElseThrow(() -> new IllegalStateException(
                            "This is not a verified delivery, because it did not pass the webhook filter"));
            return TenantArgument.isFor(parameter)
                    ? TenantArgument.of(parameter).in(delivery)
                    : delivery;
        });
    }
}
