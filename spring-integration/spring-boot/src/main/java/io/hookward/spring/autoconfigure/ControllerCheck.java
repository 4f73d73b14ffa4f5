package io.hookward.spring.autoconfigure;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.spring.WebhookConfigurationException;
import io.hookward.spring.WebhookListeners;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;

/**
 * Refuses to start with a controller on the path of an endpoint that listeners answer: it would never be called, and its
 * deliveries would be acknowledged all the same.
 */
final class ControllerCheck implements SmartInitializingSingleton {
    private final WebhookReceiver receiver;
    private final WebhookListeners listeners;
    private final Function<String, Stream<HandlerMethod>> controllersAt;

    /**
     * @param controllersAt the controllers' methods that are mapped to exactly a path
     */
    ControllerCheck(
            WebhookReceiver receiver,
            WebhookListeners listeners,
            Function<String, Stream<HandlerMethod>> controllersAt) {
        this.receiver = receiver;
        this.listeners = listeners;
        this.controllersAt = controllersAt;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (WebhookEndpoint endpoint : receiver.endpoints()) {
            if (listeners.listenTo(endpoint.name())) {
                controllersAt.apply(endpoint.path()).findFirst().ifPresent(controller -> {
                    throw new WebhookConfigurationException(
                            controller.getShortLogMessage(),
                            "would never be called for " + endpoint.path()
                                    + ", because a @WebhookListener answers endpoint '" + endpoint.name() + "'",
                            "Remove the controller, or name the endpoints of the listener without this one:"
                                    + " @WebhookListener(endpoint = ...)");
                });
            }
        }
    }
}
