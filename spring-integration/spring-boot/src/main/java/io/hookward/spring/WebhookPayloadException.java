package io.hookward.spring;

import java.lang.reflect.Type;

/**
 * The body of a verified delivery does not fit the type it was asked as. The message says where, and nothing of what
 * stands there: what Jackson says quotes the body, so it is not kept as a cause either.
 */
public final class WebhookPayloadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A failure to bind.
     *
     * @param type what the body was asked as
     * @param kind what went wrong, such as the simple name of Jackson's exception
     * @param line the line, from 1, or 0 if not known
     * @param column the column, from 1, or 0 if not known
     */
    public WebhookPayloadException(Type type, String kind, int line, int column) {
        super("the body cannot be bound to " + type.getTypeName() + ": " + kind
                + (line > 0 ? " at line " + line + ", column " + column : ""));
    }
}
