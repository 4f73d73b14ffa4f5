package io.hookward.spring.actuate;

import java.util.Locale;

/** The outcome of a request to an endpoint. */
public enum WebhookOutcome {
    /** The application handled the delivery. */
    HANDLED,
    /** The application failed to handle the delivery; the provider's retry will be handled. */
    FAILED,
    /** The delivery was handled before. */
    DUPLICATE,
    /** The delivery was being handled at that moment. */
    IN_FLIGHT,
    /** The request was rejected. */
    REJECTED;

    /** The name in metrics and in the actuator: {@code in_flight}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
