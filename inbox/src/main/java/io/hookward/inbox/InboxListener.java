package io.hookward.inbox;

import java.time.Duration;

/**
 * Is notified of what becomes of the deliveries of an inbox: for metrics and alarms. Called in the thread of the handler, so it
 * must be fast; what it throws is logged and changes nothing. Implementations are safe for use by several threads.
 */
public interface InboxListener {
    /**
     * An attempt has ended, and what became of the delivery is in the database.
     *
     * @param end what happened
     */
    default void attempted(AttemptEnd end) {}

    /**
     * The end of one attempt.
     *
     * @param row the number of the row
     * @param endpoint the endpoint
     * @param tenant the tenant, or empty
     * @param attempt which attempt it was
     * @param outcome what became of the delivery
     * @param handlingTime how long the handler took
     * @param replay whether a person wanted it handled again
     */
    record AttemptEnd(
            long row,
            String endpoint,
            String tenant,
            int attempt,
            Outcome outcome,
            Duration handlingTime,
            boolean replay) {}

    /** What became of a delivery by an attempt. */
    enum Outcome {
        /** It was handled. */
        DELIVERED,
        /** It failed and will be tried again. */
        RETRY,
        /** It failed for good. */
        FAILED,
        /** The handler wants it later, or the process shuts down; not counted as an attempt. */
        DEFERRED,
        /** The lease was over before the handler was done, and somebody else may have the delivery. */
        LOST
    }
}
