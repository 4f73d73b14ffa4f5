package io.hookward.cli;

/** The arguments ask for something that cannot be done. The message says what to do instead. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for the user, which holds no secret. */
    public UsageException(String message) {
        super(message);
    }
}
