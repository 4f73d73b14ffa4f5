package io.hookward.spring.properties;

import io.hookward.spring.WebhookConfigurationException;

/** Refuses settings with which the web filter of a reactive application could not work. */
public final class ReactiveFilterCheck {
    /** The order of Spring Security's {@code WebFilterChainProxy} in Spring Boot's registration. */
    private static final int SECURITY = -100;

    private ReactiveFilterCheck() {}

    /**
     * Checks the properties of the filter.
     *
     * @throws WebhookConfigurationException if one is wrong
     */
    public static void check(HookwardProperties properties) {
        FilterProperties filter = properties.filter();
        refuseIf(
                filter.order() >= SECURITY,
                "order",
                "the webhook filter would run after Spring Security (" + SECURITY + ")",
                "Remove the property, or choose less than " + SECURITY);
        refuseIf(
                filter.unverifiedBodies() < 1,
                "unverified-bodies",
                "at least 1 body must be read at a time, not " + filter.unverifiedBodies(),
                "Choose at least 1");
        refuseIf(
                filter.concurrentDeliveries() < 1,
                "concurrent-deliveries",
                "at least 1 delivery must be handled at a time, not " + filter.concurrentDeliveries(),
                "Choose at least 1");
        refuseIf(
                filter.bodyDeadline().isNegative() || filter.bodyDeadline().isZero(),
                "body-deadline",
                "the deadline must be positive, not " + filter.bodyDeadline(),
                "Choose a positive duration, such as 10s");
    }

    private static void refuseIf(boolean wrong, String property, String problem, String fix) {
        if (wrong) {
            throw new WebhookConfigurationException("hookward.filter." + property, problem, fix);
        }
    }
}
