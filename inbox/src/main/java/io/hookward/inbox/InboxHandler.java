package io.hookward.inbox;

import io.hookward.DeliveryHandler;
import io.hookward.request.Delivery;

/**
 * Handles deliveries of an inbox. Called by several threads at once, and at least once for each delivery: what it does
 * outside of {@linkplain Attempt#inTransaction the inbox's transaction} may happen twice.
 */
@FunctionalInterface
public interface InboxHandler {
    /**
     * Handles a delivery. If it returns, the delivery is done.
     *
     * @param delivery the delivery, restored from the inbox
     * @param attempt which attempt this is, and what can be done with it
     * @throws DeferredException if it is not to be handled now
     * @throws UndeliverableException if it can never be handled
     * @throws Exception if this attempt failed: there will be another one, as the {@link RetryPolicy} says
     */
    void handle(Delivery delivery, Attempt attempt) throws Exception;

    /** A handler, such as an {@code EventRouter}, that does not ask about the attempt. */
    static InboxHandler of(DeliveryHandler handler) {
        return (delivery, attempt) -> handler.handle(delivery);
    }
}
