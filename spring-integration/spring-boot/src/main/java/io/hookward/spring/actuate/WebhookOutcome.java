package io.hookward.spring.actuate;

import java.util.Locale;

/** What became of a request to an endpoint. */
public enum WebhookOutcome {
    /** The application handled the delivery. */
    HANDLED,
    /** The application failed to; the provider's retry will run. */
    FAILED,
    /** The delivery was handled before. */
    DUPLICATE,
    /** The delivery was being handled at that moment. */
    IN_FLIGHT,
    /** The request was no delivery. */
    REJECTED;

    /** The name in metrics and in the actuator: {@code in_flight}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
