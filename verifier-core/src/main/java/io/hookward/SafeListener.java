package io.hookward;

import io.hookward.verify.Delivery;
import io.hookward.verify.Rejection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes everything on to a listener, and keeps what it throws from the delivery. */
final class SafeListener implements ReceiverListener {
    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    private final ReceiverListener listener;

    SafeListener(ReceiverListener listener) {
        this.listener = listener;
    }

    private static void safely(Runnable call) {
        try {
            call.run();
        } catch (Throwable failed) {
            // An Error, too: a claim that its owner never hears of would keep the provider waiting for the whole lease.
            LOG.error("A receiver listener failed", failed);
        }
    }

    @Override
    public void admitted(Delivery delivery) {
        safely(() -> listener.admitted(delivery));
    }

    @Override
    public void completed(Delivery delivery, Duration handlingTime) {
        safely(() -> listener.completed(delivery, handlingTime));
    }

    @Override
    public void released(Delivery delivery, Duration handlingTime) {
        safely(() -> listener.released(delivery, handlingTime));
    }

    @Override
    public void duplicate(Delivery delivery) {
        safely(() -> listener.duplicate(delivery));
    }

    @Override
    public void inFlight(Delivery delivery) {
        safely(() -> listener.inFlight(delivery));
    }

    @Override
    public void idConflict(Delivery delivery) {
        safely(() -> listener.idConflict(delivery));
    }

    @Override
    public void withoutId(Delivery delivery) {
        safely(() -> listener.withoutId(delivery));
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        safely(() -> listener.rejected(endpoint, why));
    }

    @Override
    public void leaseLost(Delivery delivery) {
        safely(() -> listener.leaseLost(delivery));
    }

    @Override
    public void storeFailed(String endpoint, RuntimeException failure) {
        safely(() -> listener.storeFailed(endpoint, failure));
    }

    @Override
    public void unrouted(Delivery delivery) {
        safely(() -> listener.unrouted(delivery));
    }
}
