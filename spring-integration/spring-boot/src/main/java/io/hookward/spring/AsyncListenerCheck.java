package io.hookward.spring;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/** Refuses asynchronous listeners whose outcome cannot be awaited. */
final class AsyncListenerCheck {
    /** The annotations that Spring treats as asynchronous. By name, because they may not be on the class path. */
    private static final Set<String> ASYNCHRONOUS = Set.of(
            "org.springframework.scheduling.annotation.Async",
            "jakarta.ejb.Asynchronous",
            "jakarta.enterprise.concurrent.Asynchronous");

    /** The last parameter of a Kotlin suspend function, as the JVM sees it. */
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private AsyncListenerCheck() {}

    /**
     * Checks one listener.
     *
     * @param place the place in the code, for the message
     * @param type the class of its bean
     * @throws WebhookConfigurationException if it cannot be called, or deliveries would be acknowledged before they are handled
     */
    static void check(String place, Method method, Class<?> type) {
        if (isSuspending(method)) {
            throw new WebhookConfigurationException(
                    place,
                    "is a Kotlin suspend function, which only a coroutine can call",
                    "Remove 'suspend', and return what a coroutine builder gives: mono { … } of kotlinx-coroutines-reactor,"
                            + " or future { … } of kotlinx-coroutines-jdk8");
        }
        Class<?> returned = method.getReturnType();
        boolean asynchronous = isAsynchronous(method) || isAsynchronous(type);
        // The only result of an asynchronous method that Spring completes when the method ends
        if (asynchronous && !CompletableFuture.class.isAssignableFrom(returned)) {
            String what = returned == void.class ? "nothing" : returned.getSimpleName() + ", which is not waited for";
            throw new WebhookConfigurationException(
                    place,
                    "is @Async, and returns " + what
                            + ", so that a delivery would be acknowledged before it is handled, and be lost if that fails",
                    "Return a CompletableFuture that ends when the delivery is handled, or remove @Async");
        }
    }

    private static boolean isSuspending(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return parameters.length > 0
                && parameters[parameters.length - 1].getName().equals(CONTINUATION);
    }

    private static boolean isAsynchronous(AnnotatedElement element) {
        MergedAnnotations annotations = MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY);
        return ASYNCHRONOUS.stream().anyMatch(annotations::isPresent);
    }
}
