package io.hookward.spring;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/** Refuses listeners that go on after they have returned, when nobody could tell how that ends. */
final class AsyncListenerCheck {
    /** Those that Spring takes for asynchronous, by name, because an application need not have them. */
    private static final Set<String> ASYNCHRONOUS = Set.of(
            "org.springframework.scheduling.annotation.Async",
            "jakarta.ejb.Asynchronous",
            "jakarta.enterprise.concurrent.Asynchronous");

    private AsyncListenerCheck() {}

    /**
     * Checks one listener.
     *
     * @param place where it is, for the complaint
     * @param type the class of its bean
     * @throws WebhookConfigurationException if deliveries would be acknowledged before it is done
     */
    static void check(String place, Method method, Class<?> type) {
        Class<?> returned = method.getReturnType();
        boolean asynchronous = isAsynchronous(method) || isAsynchronous(type);
        // Of asynchronous methods, Spring gives this alone an end to wait for
        if (asynchronous && !CompletableFuture.class.isAssignableFrom(returned)) {
            String what = returned == void.class ? "nothing" : returned.getSimpleName() + ", which is not waited for";
            throw new WebhookConfigurationException(
                    place,
                    "is @Async, and returns " + what
                            + ", so that a delivery would be acknowledged before it is handled, and be lost if that fails",
                    "Return a CompletableFuture that ends when the delivery is handled, or remove @Async");
        }
    }

    private static boolean isAsynchronous(AnnotatedElement element) {
        MergedAnnotations annotations = MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY);
        return ASYNCHRONOUS.stream().anyMatch(annotations::isPresent);
    }
}
