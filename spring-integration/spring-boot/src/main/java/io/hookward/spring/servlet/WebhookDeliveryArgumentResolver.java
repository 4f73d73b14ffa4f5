package io.hookward.spring.servlet;

import io.hookward.request.Delivery;
import io.hookward.servlet.WebhookFilter;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.TenantArgument;
import io.hookward.spring.WebhookDelivery;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Passes the delivery that the filter verified, or its tenant, to controllers. Without one, the handler is not called. */
public final class WebhookDeliveryArgumentResolver implements HandlerMethodArgumentResolver {
    private final PayloadReader reader;

    /** A resolver of deliveries whose payloads are bound by {@code reader}. */
    public WebhookDeliveryArgumentResolver(PayloadReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == WebhookDelivery.class || type == Delivery.class || TenantArgument.isFor(parameter);
    }

    /**
     * The delivery or its tenant.
     *
     * @throws IllegalStateException if the request did not pass the webhook filter, or has no tenant for a parameter that requires one
     */
    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        if (http == null) {
            throw new IllegalStateException("This is not a verified delivery, because it is not an HTTP request");
        }
        Delivery delivery = WebhookFilter.delivery(http);
        return TenantArgument.isFor(parameter)
                ? TenantArgument.of(parameter).in(delivery)
                : WebhookDelivery.of(delivery, reader);
    }
}
