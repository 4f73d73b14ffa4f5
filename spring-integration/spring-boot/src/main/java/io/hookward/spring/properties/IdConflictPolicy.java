package io.hookward.spring.properties;

/** How an endpoint treats an id that comes again with another body. */
public enum IdConflictPolicy {
    /** As a duplicate: it is acknowledged, counted and logged, and not handled. */
    DUPLICATE,
    /** As an error of the sender: it is refused with 409. */
    REFUSE
}
