package io.hookward.inbox;

import java.time.Duration;

/** A handler throws this to have a delivery handled later, when something is not available. It does not count as an attempt. */
public final class DeferredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration delay;

    /**
     * Not now.
     *
     * @param delay how long from now at least; positive
     * @param reason for the delivery log
     * @throws IllegalArgumentException if the delay is not positive
     */
    public DeferredException(Duration delay, String reason) {
        super(reason);
        this.delay = Micros.duration(Micros.ofPositive(delay, "the delay"));
    }

    /** How long from now at least. */
    public Duration delay() {
        return delay;
    }
}
