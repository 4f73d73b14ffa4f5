package io.hookward.spring.observation;

import io.hookward.request.Delivery;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/** Starts observations of deliveries. Safe for use by several threads. */
public final class DeliveryObservations {
    /** Observes nothing. */
    public static final DeliveryObservations NONE =
            new DeliveryObservations(ObservationRegistry.NOOP, new DeliveryObservationConvention());

    private final ObservationRegistry registry;
    private final DeliveryObservationConvention convention;

    /** Observations in a registry, named by a convention. */
    public DeliveryObservations(ObservationRegistry registry, DeliveryObservationConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    /** Starts to observe the handling of a delivery; the caller stops it. */
    public Started start(Delivery delivery) {
        DeliveryObservationContext context = new DeliveryObservationContext(delivery);
        return new Started(
                Observation.createNotStarted(convention, () -> context, registry)
                        .start(),
                context);
    }

    /**
     * An observation that has been started.
     *
     * @param observation the observation, to make current and to report errors to
     * @param context its context
     */
    public record Started(Observation observation, DeliveryObservationContext context) {
        /** Stops the observation with the status of the answer. */
        public void stop(int status) {
            context.answered(status);
            observation.stop();
        }
    }
}
