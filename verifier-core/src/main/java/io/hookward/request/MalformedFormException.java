package io.hookward.request;

/** A body is not the form that its type says it is, or has too many fields. The message contains nothing of the body. */
public final class MalformedFormException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedFormException(String message) {
        super(message);
    }
}
