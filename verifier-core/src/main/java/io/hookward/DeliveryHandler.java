package io.hookward;

import io.hookward.request.Delivery;

/** Handles verified deliveries. Called by several threads at once. */
@FunctionalInterface
public interface DeliveryHandler {
    /**
     * Handles a delivery. It may be called again for the same one if an earlier attempt failed half-way.
     *
     * @throws Exception if handling failed; the claim is then released, so that the provider's retry runs
     */
    void handle(Delivery delivery) throws Exception;
}
