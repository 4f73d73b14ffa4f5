package io.hookward.inbox;

/** The database of the inbox could not answer, or not in time. Whether it applied the call is unknown. */
public class InboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message what failed, free of bodies and secrets
     */
    public InboxException(String message) {
        super(message);
    }

    /**
     * With a message and the failure beneath.
     *
     * @param message what failed, free of bodies and secrets
     * @param cause why
     */
    public InboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
