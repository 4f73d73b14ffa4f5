package io.hookward.spring.observation;

import io.hookward.request.Delivery;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How the handling of a delivery is named: {@code hookward.delivery}, by endpoint, provider and outcome; traces also get the
 * event type and the id. A bean of this type changes it.
 */
public class DeliveryObservationConvention implements ObservationConvention<DeliveryObservationContext> {
    /** The name of the observation. */
    public static final String NAME = "hookward.delivery";

    /** The convention that is in force unless the application has its own. */
    public DeliveryObservationConvention() {}

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(DeliveryObservationContext context) {
        return "webhook " + context.delivery().endpoint();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(DeliveryObservationContext context) {
        Delivery delivery = context.delivery();
        return KeyValues.of(
                "endpoint", delivery.endpoint(),
                "provider", delivery.provider(),
                "outcome", context.isHandled() ? "handled" : "failed");
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(DeliveryObservationContext context) {
        Delivery delivery = context.delivery();
        return KeyValues.of(
                "event",
                delivery.eventType().orElse("none"),
                "id",
                delivery.id().orElse("none"));
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof DeliveryObservationContext;
    }
}
