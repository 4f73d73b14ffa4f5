package io.hookward.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.Order;
import org.springframework.util.ReflectionUtils.MethodFilter;

/** Finds the {@link WebhookListener} methods of an application's beans, including those behind proxies. */
final class ListenerDiscovery {
    private final ConfigurableListableBeanFactory beans;

    private record Found(ListenerMethod method, int order) {}

    ListenerDiscovery(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * All listeners, in the order in which they are called.
     *
     * @throws WebhookConfigurationException if one cannot be called
     */
    List<ListenerMethod> find() {
        List<Found> found = new ArrayList<>();
        for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : targetClass(name);
            if (type != null && AnnotationUtils.isCandidateClass(type, WebhookListener.class)) {
                found.addAll(listenersOf(name, type));
            }
        }
        found.sort(Comparator.comparingInt(Found::order));
        return found.stream().map(Found::method).toList();
    }

    /** The class of a bean behind its proxies. For a scoped proxy, it is the class of the bean that the proxy delegates to. */
    private @Nullable Class<?> targetClass(String name) {
        Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
        return type != null && ScopedObject.class.isAssignableFrom(type)
                ? AutoProxyUtils.determineTargetClass(beans, ScopedProxyUtils.getTargetBeanName(name))
                : type;
    }

    private List<Found> listenersOf(String name, Class<?> type) {
        List<Found> found = new ArrayList<>();
        for (Method method : MethodIntrospector.selectMethods(type, (MethodFilter) ListenerDiscovery::isListener)) {
            WebhookListener listener = AnnotatedElementUtils.findMergedAnnotation(method, WebhookListener.class);
            if (listener != null) {
                found.add(listener(name, type, method, listener));
            }
        }
        return found;
    }

    private static boolean isListener(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, WebhookListener.class);
    }

    private Found listener(String name, Class<?> type, Method method, WebhookListener listener) {
        String place = "@WebhookListener on " + type.getName() + "." + method.getName();
        AsyncListenerCheck.check(place, method, type);
        Class<?> beanType = beans.getType(name);
        Order order = AnnotatedElementUtils.findMergedAnnotation(method, Order.class);
        try {
            Method invocable = AopUtils.selectInvocableMethod(method, beanType == null ? type : beanType);
            ListenerMethod ready = new ListenerMethod(() -> beans.getBean(name), invocable, type, listener);
            return new Found(ready, order == null ? Ordered.LOWEST_PRECEDENCE : order.value());
        } catch (IllegalArgumentException wrong) {
            throw new WebhookConfigurationException(
                    place,
                    String.valueOf(wrong.getMessage()),
                    "Change the method as described in the documentation of @WebhookListener");
        } catch (IllegalStateException hidden) {
            throw new WebhookConfigurationException(
                    place,
                    "cannot be called, because the proxy of its bean does not have this method",
                    "Add the method to an interface of the bean, or let the proxy extend the class:"
                            + " proxyTargetClass = true, or ScopedProxyMode.TARGET_CLASS");
        }
    }
}
