package io.hookward.spring.webflux;

import io.hookward.request.Delivery;
import io.hookward.spring.WebhookDelivery;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives reactive controllers the delivery that the filter verified; without one, the handler is not called. */
public final class WebhookDeliveryArgumentResolver implements HandlerMethodArgumentResolver {
    /** A resolver of what {@link WebhookWebFilter} has verified. */
    public WebhookDeliveryArgumentResolver() {}

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == WebhookDelivery.class || type == Delivery.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> WebhookWebFilter.find(exchange)
                .orElseThrow(() -> new IllegalStateException(
                        "This request is no verified delivery: it did not come through the webhook filter")));
    }
}
