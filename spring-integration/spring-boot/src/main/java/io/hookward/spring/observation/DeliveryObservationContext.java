package io.hookward.spring.observation;

import io.hookward.request.Delivery;
import io.micrometer.observation.Observation;

/** The context of an observation: a delivery, and whether the application handled it. Written by the handling thread. */
public final class DeliveryObservationContext extends Observation.Context {
    private final Delivery delivery;
    private boolean handled;

    /** The context of a delivery that is about to be handled. */
    public DeliveryObservationContext(Delivery delivery) {
        this.delivery = delivery;
    }

    /** The delivery. */
    public Delivery delivery() {
        return delivery;
    }

    /** Whether the application has answered 2xx. */
    public boolean isHandled() {
        return handled;
    }

    /** The application has answered. */
    public void answered(int status) {
        this.handled = status >= 200 && status <= 299;
    }
}
