package io.hookward.spring.autoconfigure;

/** What an endpoint makes of an id that comes again with another body. */
public enum IdConflict {
    /** A duplicate: it is acknowledged, counted and logged, and not handled. */
    DUPLICATE,
    /** A mistake of the sender: it is refused with 409. */
    REFUSE
}
