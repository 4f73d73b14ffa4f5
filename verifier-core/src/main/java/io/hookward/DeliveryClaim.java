package io.hookward;

import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.request.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The right to handle one delivery. It ends with the first call of {@link #complete} or {@link #release}; later calls
 * change nothing. Nothing here throws: a store that fails is reported to the listener. Safe for use by several threads.
 */
public final class DeliveryClaim {
    private final Delivery delivery;
    private final DeliveryStore store;
    private final List<Held> held;
    private final SafeListener listener;
    private final long startNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** One key of this claim, and how long it is remembered once it is done. */
    record Held(ClaimKey key, ClaimToken token, Duration retention) {}

    /**
     * @param held none for a delivery that is handled without a claim
     */
    DeliveryClaim(Delivery delivery, DeliveryStore store, List<Held> held, SafeListener listener) {
        this.delivery = delivery;
        this.store = store;
        this.held = List.copyOf(held);
        this.listener = listener;
    }

    /**
     * The delivery was handled: from now on it counts as done, for the endpoint's retention.
     *
     * @return whether the claim was still held; if not, the delivery may have been handled by somebody else as well
     */
    public boolean complete() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        boolean kept = all(one -> store.complete(one.key(), one.token(), one.retention()));
        listener.completed(delivery, elapsed());
        return kept;
    }

    /**
     * The delivery was not handled: the provider's retry may run.
     *
     * @return whether the claim was still held
     */
    public boolean release() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        boolean kept = all(one -> store.release(one.key(), one.token()));
        listener.released(delivery, elapsed());
        return kept;
    }

    /**
     * Prolongs the claim, for work that takes longer than the endpoint's lease.
     *
     * @param lease how long it holds from now
     * @return whether the claim is still held; if not, stop the work
     */
    public boolean renew(Duration lease) {
        return !ended.get() && all(one -> store.renew(one.key(), one.token(), lease));
    }

    private boolean all(Predicate<Held> step) {
        boolean kept = true;
        try {
            for (Held one : held) {
                kept &= step.test(one);
            }
            if (!kept) {
                listener.leaseLost(delivery);
            }
            return kept;
        } catch (RuntimeException failed) {
            listener.storeFailed(delivery.endpoint(), failed);
            return false;
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
