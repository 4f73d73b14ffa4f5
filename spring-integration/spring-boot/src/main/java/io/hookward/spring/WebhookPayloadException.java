package io.hookward.spring;

import java.lang.reflect.Type;

/**
 * The body of a verified delivery cannot be bound to the requested type. The message has the position and nothing of the
 * body. Jackson's exception is not the cause, because its message quotes the body.
 */
public final class WebhookPayloadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A failure to bind.
     *
     * @param type the requested type
     * @param kind what went wrong, such as the simple name of Jackson's exception
     * @param line the line, from 1, or 0 if unknown
     * @param column the column, from 1, or 0 if unknown
     */
    public WebhookPayloadException(Type type, String kind, int line, int column) {
        super("the body cannot be bound to " + type.getTypeName() + ": " + kind
                + (line > 0 ? " at line " + line + ", column " + column : ""));
    }
}
