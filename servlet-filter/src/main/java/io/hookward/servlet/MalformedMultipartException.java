package io.hookward.servlet;

import java.io.Serial;

/** A body is not the multipart it says it is; the message tells nothing of its content. */
final class MalformedMultipartException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    MalformedMultipartException(String message) {
        super(message);
    }
}
