package io.hookward;

import io.hookward.request.Delivery;
import io.hookward.scheme.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings deliveries to handlers by their event type.
 *
 * <p>Every handler whose pattern fits is called, in the order of registration; if one throws, the later ones are not
 * called, and the provider's retry calls all of them again. A type for which there is no handler is not an error:
 * providers add types, and a test ping wants a 2xx too. Safe for use by several threads.
 */
public final class EventRouter implements DeliveryHandler {
    private static final Logger LOG = LoggerFactory.getLogger(EventRouter.class);

    private final List<Route> routes;
    private final DeliveryHandler otherwise;

    private record Route(EventPattern pattern, DeliveryHandler handler) {}

    private EventRouter(List<Route> routes, DeliveryHandler otherwise) {
        this.routes = List.copyOf(routes);
        this.otherwise = otherwise;
    }

    /** Starts a router for the deliveries of a provider, whose known event types are compared with the handlers'. */
    public static Builder builder(SignatureScheme scheme) {
        return new Builder(scheme);
    }

    /** Starts a router for the deliveries of any provider. */
    public static Builder builder() {
        return new Builder(null);
    }

    @Override
    public void handle(Delivery delivery) throws Exception {
        String type = delivery.eventType().orElse("");
        boolean handled = false;
        for (Route route : routes) {
            if (route.pattern().matches(type)) {
                route.handler().handle(delivery);
                handled = true;
            }
        }
        if (!handled) {
            otherwise.handle(delivery);
        }
    }

    /** Builds an {@link EventRouter}. Not for use by several threads. */
    public static final class Builder {
        private final @Nullable SignatureScheme scheme;
        private final List<Route> routes = new ArrayList<>();
        private DeliveryHandler otherwise = delivery -> {};

        private Builder(@Nullable SignatureScheme scheme) {
            this.scheme = scheme;
        }

        /**
         * A handler for the event types of a pattern.
         *
         * @param pattern an event type, in which {@code *} stands for any characters: {@code push}, {@code task.*}
         */
        public Builder on(String pattern, DeliveryHandler handler) {
            EventPattern compiled = EventPattern.of(pattern);
            if (scheme != null) {
                compiled.warningFor(scheme).ifPresent(LOG::warn);
            }
            routes.add(new Route(compiled, Objects.requireNonNull(handler, "handler")));
            return this;
        }

        /** Who is told of deliveries for which there is no handler, such as {@code receiver::unrouted}. */
        public Builder otherwise(Consumer<Delivery> listener) {
            this.otherwise = listener::accept;
            return this;
        }

        /** The router. */
        public EventRouter build() {
            return new EventRouter(routes, otherwise);
        }
    }
}
