package io.hookward.inbox;

/** A handler throws this if a delivery can never be handled: it has failed, and is not tried again. */
public final class UndeliverableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Never.
     *
     * @param reason for the delivery log
     */
    public UndeliverableException(String reason) {
        super(reason);
    }

    /**
     * Never, because of a failure.
     *
     * @param reason for the delivery log
     * @param cause what failed
     */
    public UndeliverableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
