package io.hookward.spring.observation;

import io.hookward.request.Delivery;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a delivery {@code hookward.delivery}, with endpoint, provider and outcome. Traces also have the
 * event type, the id and the tenant. A bean of this type replaces it.
 */
public class DeliveryObservationConvention implements ObservationConvention<DeliveryObservationContext> {
    /** The name of the observation. */
    public static final String NAME = "hookward.delivery";

    /** The convention that applies if the application defines none. */
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
                delivery.id().orElse("none"),
                "tenant",
                delivery.tenant().orElse("none"));
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof DeliveryObservationContext;
    }
}
