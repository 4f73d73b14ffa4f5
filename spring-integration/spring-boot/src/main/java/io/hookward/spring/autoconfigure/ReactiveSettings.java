package io.hookward.spring.autoconfigure;

import io.hookward.spring.WebhookConfigurationException;

/** Refuses settings with which the web filter could not do its work. */
final class ReactiveSettings {
    /** Where Spring Security's web filter stands: {@code WebFilterChainProxy} in Spring Boot's registration. */
    private static final int SECURITY = -100;

    private ReactiveSettings() {}

    static void check(HookwardProperties properties) {
        FilterProperties filter = properties.filter();
        refuseIf(
                filter.order() >= SECURITY,
                "order",
                "the webhook filter would run after Spring Security (" + SECURITY + ")",
                "Remove the property, or choose less than " + SECURITY);
        refuseIf(
                filter.unverifiedBodies() < 1,
                "unverified-bodies",
                "at least 1 body must be read at one time, not " + filter.unverifiedBodies(),
                "Choose at least 1");
        refuseIf(
                filter.bodyDeadline().isNegative() || filter.bodyDeadline().isZero(),
                "body-deadline",
                "the deadline must be positive, not " + filter.bodyDeadline(),
                "Choose a positive time, such as 10s");
    }

    private static void refuseIf(boolean wrong, String property, String problem, String fix) {
        if (wrong) {
            throw new WebhookConfigurationException("hookward.filter." + property, problem, fix);
        }
    }
}
