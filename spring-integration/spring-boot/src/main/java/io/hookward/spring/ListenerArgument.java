package io.hookward.spring;

import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.CollectionUtils;
import org.springframework.util.MultiValueMap;

/** Gets one argument of a listener method from a delivery. */
@FunctionalInterface
interface ListenerArgument {
    /** By name, because it is not on the class path of every application. */
    String REQUEST_HEADER = "org.springframework.web.bind.annotation.RequestHeader";

    @Nullable
    Object of(WebhookDelivery delivery);

    /**
     * How to get the argument for a parameter.
     *
     * @throws IllegalArgumentException if no delivery can have one
     */
    static ListenerArgument of(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        MergedAnnotation<?> header =
                MergedAnnotations.from(parameter.getParameterAnnotations()).get(REQUEST_HEADER);
        if (header.isPresent()) {
            return header(parameter, header);
        }
        if (TenantArgument.isFor(parameter)) {
            return TenantArgument.of(parameter)::in;
        }
        if (type == WebhookDelivery.class || type == Delivery.class) {
            return delivery -> delivery;
        }
        if (type == Headers.class) {
            return Delivery::headers;
        }
        if (type == byte[].class) {
            return Delivery::bytes;
        }
        if (type == MultiValueMap.class) {
            return delivery -> CollectionUtils.toMultiValueMap(delivery.form());
        }
        if (BeanUtils.isSimpleValueType(type)) {
            throw new IllegalArgumentException("a parameter of type " + type.getSimpleName()
                    + " cannot be bound from a body; if it is a header, annotate it with @RequestHeader, and if it is the"
                    + " tenant, with @WebhookTenant");
        }
        Type payload = parameter.getGenericParameterType();
        return delivery -> delivery.payload(payload);
    }

    /** Whether the parameter is bound from the body. */
    static boolean isPayload(Parameter parameter) {
        Class<?> type = parameter.getType();
        return !BeanUtils.isSimpleValueType(type)
                && type != WebhookDelivery.class
                && type != Delivery.class
                && type != Headers.class
                && type != byte[].class
                && type != MultiValueMap.class
                && !MergedAnnotations.from(parameter).isPresent(REQUEST_HEADER)
                && !MergedAnnotations.from(parameter).isPresent(WebhookTenant.class);
    }

    private static ListenerArgument header(MethodParameter parameter, MergedAnnotation<?> annotation) {
        String named = annotation.getString("name");
        String name = named.isEmpty() ? String.valueOf(parameter.getParameterName()) : named;
        ResolvableType type = ResolvableType.forMethodParameter(parameter);
        if (type.resolve() == List.class) {
            return delivery -> delivery.headers().values(name);
        }
        if (type.resolve() == Optional.class) {
            return delivery -> Optional.ofNullable(delivery.headers().first(name));
        }
        if (type.resolve() != String.class) {
            throw new IllegalArgumentException(
                    "the header '" + name + "' can be a String, an Optional<String> or a List<String>, not a " + type);
        }
        boolean required = annotation.getBoolean("required");
        String otherwise = annotation.getString("defaultValue");
        boolean hasDefault = !otherwise.startsWith("\n\t\t\n");
        return delivery -> {
            String value = delivery.headers().first(name);
            if (value == null && hasDefault) {
                return otherwise;
            }
            if (value == null && required) {
                throw new IllegalStateException(
                        "the delivery has no header '" + name + "', which the listener requires");
            }
            return value;
        };
    }
}
