package io.hookward.spring;

import io.hookward.EventPattern;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.util.ReflectionUtils;

/** A method with {@link WebhookListener}, ready to be called. Safe for use by several threads. */
final class ListenerMethod {
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final Supplier<Object> bean;
    private final Method method;
    private final Set<String> endpoints;
    private final List<EventPattern> events;
    private final List<ListenerArgument> arguments;

    /**
     * @param bean supplies the bean for each call, so that its scope is respected
     * @param method the method of the bean's class, which may be a proxy's
     * @param target the class that declares the method, to resolve generic types
     * @throws IllegalArgumentException if a parameter or an event pattern is not supported
     */
    ListenerMethod(Supplier<Object> bean, Method method, Class<?> target, WebhookListener listener) {
        this.bean = bean;
        this.method = BridgeMethodResolver.findBridgedMethod(method);
        this.endpoints = Set.copyOf(List.of(listener.endpoint()));
        this.events = List.of(listener.event()).stream().map(EventPattern::of).toList();
        List<ListenerArgument> found = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            MethodParameter parameter = new MethodParameter(this.method, i).withContainingClass(target);
            parameter.initParameterNameDiscovery(NAMES);
            found.add(ListenerArgument.of(parameter));
        }
        this.arguments = List.copyOf(found);
        ReflectionUtils.makeAccessible(this.method);
    }

    Set<String> endpoints() {
        return endpoints;
    }

    List<EventPattern> events() {
        return events;
    }

    boolean listensTo(String endpoint) {
        return endpoints.isEmpty() || endpoints.contains(endpoint);
    }

    boolean fits(WebhookDelivery delivery) {
        String type = delivery.eventType().orElse("");
        return listensTo(delivery.endpoint()) && events.stream().anyMatch(pattern -> pattern.matches(type));
    }

    /** Calls the method and returns its result. */
    @Nullable
    Object call(WebhookDelivery delivery) throws Exception {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).of(delivery);
        }
        try {
            return method.invoke(bean.get(), values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (thrown.getCause() instanceof Error cause) {
                throw cause;
            }
            throw thrown;
        }
    }

    /** The class and the method, for messages. */
    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
