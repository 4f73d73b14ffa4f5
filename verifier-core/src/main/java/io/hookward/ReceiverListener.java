package io.hookward;

import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import java.time.Duration;

/**
 * Is notified of what a receiver does: for metrics and logs. Called in the thread that handles the request, so it must be
 * fast; what it throws is logged and changes nothing. Implementations are safe for use by several threads.
 */
public interface ReceiverListener {
    /** A delivery was verified and goes to the application. */
    default void admitted(Delivery delivery) {}

    /** A delivery was verified and is kept durably; it is acknowledged now and handled later. */
    default void accepted(Delivery delivery) {}

    /** The application has handled a delivery, and the store has it as done. */
    default void completed(Delivery delivery, Duration handlingTime) {}

    /** The application failed to handle a delivery; its claim is free, so that the provider's retry runs. */
    default void released(Delivery delivery, Duration handlingTime) {}

    /** A delivery came again after it was handled or accepted. */
    default void duplicate(Delivery delivery) {}

    /** A delivery came again while its first attempt is being handled. */
    default void inFlight(Delivery delivery) {}

    /** A delivery came again under the same id with another body. */
    default void idConflict(Delivery delivery) {}

    /** A delivery has no id, so that a repetition of it cannot be noticed. */
    default void withoutId(Delivery delivery) {}

    /** A request was no delivery. */
    default void rejected(String endpoint, Rejection why) {}

    /** A claim ended before its owner did: the delivery may be handled a second time. The lease is too short. */
    default void leaseLost(Delivery delivery) {}

    /** The store of claims could not answer, or a delivery could not be accepted because of a failure. */
    default void storeFailed(String endpoint, RuntimeException failure) {}

    /** No handler is registered for a delivery's event type; it was acknowledged all the same. */
    default void unrouted(Delivery delivery) {}

    /**
     * A listener that logs: rejections and lost leases as warnings, the operator's faults as errors, failed handling as
     * information, the rest at debug level. No bodies, no secrets.
     *
     * <p>Of the rejections with one reason at one endpoint, and of the failures of an endpoint's store, at most five a
     * minute are logged. When the minute is over, one line tells how many more there were; it is written when the next
     * delivery is admitted or the next request is rejected.
     */
    static ReceiverListener logging() {
        return new LoggingListener(System::nanoTime);
    }

    /** Whether a reason is the operator's to mend and not the sender's. */
    static boolean isOperatorsFault(RejectionReason reason) {
        return reason.httpStatus() >= 500;
    }
}
