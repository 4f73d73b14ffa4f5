package io.hookward.scheme;

/** A scheme's description is wrong. The message names the place, the field, what is wrong and how to mend it. */
public final class SchemeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    SchemeException(String message) {
        super(message);
    }
}
