package io.hookward;

import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an operator's log what happened. Ids come from outside, so they are cut and cleaned before they are printed. */
final class LoggingListener implements ReceiverListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.hookward.receiver");

    @Override
    public void completed(Delivery delivery, Duration handlingTime) {
        LOG.debug("{}: handled {} in {} ms", delivery.endpoint(), id(delivery), handlingTime.toMillis());
    }

    @Override
    public void released(Delivery delivery, Duration handlingTime) {
        LOG.info("{}: handling {} failed; it is free for the provider's retry", delivery.endpoint(), id(delivery));
    }

    @Override
    public void duplicate(Delivery delivery) {
        LOG.debug("{}: {} was handled before", delivery.endpoint(), id(delivery));
    }

    @Override
    public void inFlight(Delivery delivery) {
        LOG.debug("{}: {} is being handled already", delivery.endpoint(), id(delivery));
    }

    @Override
    public void idConflict(Delivery delivery) {
        LOG.warn("{}: {} came again with another body", delivery.endpoint(), id(delivery));
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        if (ReceiverListener.isOperatorsFault(why.reason())) {
            LOG.error("{}: {}: {}", endpoint, why.reason().code(), why.detail());
        } else {
            LOG.warn("{}: rejected, {}: {}", endpoint, why.reason().code(), why.detail());
        }
    }

    @Override
    public void leaseLost(Delivery delivery) {
        LOG.warn(
                "{}: the lease of {} ended before its handling did; it may run twice",
                delivery.endpoint(),
                id(delivery));
    }

    @Override
    public void storeFailed(String endpoint, RuntimeException failure) {
        LOG.error("{}: the store of claims failed", endpoint, failure);
    }

    @Override
    public void unrouted(Delivery delivery) {
        LOG.debug("{}: no handler for the event type of {}", delivery.endpoint(), id(delivery));
    }

    private static String id(Delivery delivery) {
        return delivery.id().map(LogText::of).orElse("a delivery without id");
    }
}
