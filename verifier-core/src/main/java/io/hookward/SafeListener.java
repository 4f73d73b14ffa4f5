package io.hookward;

import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes everything on to the listeners in order, and keeps what one throws from the others and from the delivery. */
final class SafeListener implements ReceiverListener {
    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    private final List<ReceiverListener> listeners;

    SafeListener(List<ReceiverListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    private void each(Consumer<ReceiverListener> call) {
        for (ReceiverListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (Throwable failed) {
                // An Error, too: a claim that its owner never hears of would keep the provider waiting for the whole
                // lease.
                LOG.error("A receiver listener failed", failed);
            }
        }
    }

    @Override
    public void admitted(Delivery delivery) {
        each(listener -> listener.admitted(delivery));
    }

    @Override
    public void accepted(Delivery delivery) {
        each(listener -> listener.accepted(delivery));
    }

    @Override
    public void completed(Delivery delivery, Duration handlingTime) {
        each(listener -> listener.completed(delivery, handlingTime));
    }

    @Override
    public void released(Delivery delivery, Duration handlingTime) {
        each(listener -> listener.released(delivery, handlingTime));
    }

    @Override
    public void duplicate(Delivery delivery) {
        each(listener -> listener.duplicate(delivery));
    }

    @Override
    public void inFlight(Delivery delivery) {
        each(listener -> listener.inFlight(delivery));
    }

    @Override
    public void idConflict(Delivery delivery) {
        each(listener -> listener.idConflict(delivery));
    }

    @Override
    public void withoutId(Delivery delivery) {
        each(listener -> listener.withoutId(delivery));
    }

    @Override
    public void rejected(String endpoint, Rejection why) {
        each(listener -> listener.rejected(endpoint, why));
    }

    @Override
    public void leaseLost(Delivery delivery) {
        each(listener -> listener.leaseLost(delivery));
    }

    @Override
    public void storeFailed(String endpoint, RuntimeException failure) {
        each(listener -> listener.storeFailed(endpoint, failure));
    }

    @Override
    public void unrouted(Delivery delivery) {
        each(listener -> listener.unrouted(delivery));
    }
}
