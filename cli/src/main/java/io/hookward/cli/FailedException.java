package io.hookward.cli;

/** What was asked for failed. The message says why. */
public final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for the user, which holds no secret. */
    public FailedException(String message) {
        super(message);
    }
}
