package io.hookward.spring.autoconfigure;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.spring.WebhookConfigurationException;
import io.hookward.spring.WebhookListeners;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.PathContainer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Refuses to start with a controller on the path of an endpoint that listeners answer. It would never be called, although
 * its deliveries would be acknowledged.
 */
final class ControllerCheck implements SmartInitializingSingleton {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^/]*}");

    private final WebhookReceiver receiver;
    private final WebhookListeners listeners;
    private final Supplier<Stream<Mapped>> controllers;

    /**
     * A method of a controller.
     *
     * @param pattern the path it is mapped to, perhaps with variables
     */
    record Mapped(String pattern, HandlerMethod method) {
        /** Whether it handles requests to an endpoint with this path, which may have variables too. */
        boolean isAt(String path) {
            String example = VARIABLE.matcher(pattern).replaceAll("x");
            return PathPatternParser.defaultInstance.parse(path).matches(PathContainer.parsePath(example));
        }
    }

    /**
     * @param controllers the methods of all controllers, once for each pattern they are mapped to
     */
    ControllerCheck(WebhookReceiver receiver, WebhookListeners listeners, Supplier<Stream<Mapped>> controllers) {
        this.receiver = receiver;
        this.listeners = listeners;
        this.controllers = controllers;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (WebhookEndpoint endpoint : receiver.endpoints()) {
            if (listeners.listenTo(endpoint.name())) {
                controllers
                        .get()
                        .filter(mapped -> mapped.isAt(endpoint.path()))
                        .findFirst()
                        .ifPresent(mapped -> {
                            throw new WebhookConfigurationException(
                                    mapped.method().getShortLogMessage(),
                                    "would never be called for " + endpoint.path()
                                            + ", because a @WebhookListener answers endpoint '" + endpoint.name() + "'",
                                    "Remove the controller, or name the endpoints of the listener without this one:"
                                            + " @WebhookListener(endpoint = ...)");
                        });
            }
        }
    }
}
