package io.hookward;

import io.hookward.request.Delivery;

/**
 * Keeps verified deliveries durably, so that they are acknowledged before they are handled. It takes the place of the claim
 * and of the application in the request. Called by several threads at once.
 */
@FunctionalInterface
public interface DeliveryAcceptor {
    /**
     * Keeps a delivery, unless it is kept already.
     *
     * @param endpoint the endpoint that verified it
     * @param delivery the verified delivery
     * @return what was done, which holds whatever happens to this process afterwards
     * @throws RuntimeException if it cannot tell whether the delivery is kept: the sender is answered 503 and repeats it
     */
    Acceptance accept(WebhookEndpoint endpoint, Delivery delivery);
}
