package io.hookward.spring.observation;

import io.hookward.request.Delivery;
import io.micrometer.observation.Observation;

/** What is observed: one delivery, and whether the application handled it. Written by the thread that handles it. */
public final class DeliveryObservationContext extends Observation.Context {
    private final Delivery delivery;
    private boolean handled;

    /** A delivery whose handling begins. */
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
