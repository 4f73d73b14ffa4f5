package io.hookward.samples.jetty;

/** The command line, or a variable of the environment, asks for something that cannot be done. The message says what. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
