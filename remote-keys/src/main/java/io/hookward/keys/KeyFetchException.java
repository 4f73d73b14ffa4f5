package io.hookward.keys;

/** A provider's keys could not be fetched. The message names the address and what went wrong. */
public final class KeyFetchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyFetchException(String message) {
        super(message);
    }

    KeyFetchException(String message, Throwable cause) {
        super(message, cause);
    }
}
