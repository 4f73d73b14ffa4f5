package io.hookward.spring.autoconfigure;

import io.hookward.spring.WebhookConfigurationException;

/** Refuses a place for the web filter that is too late. */
final class ReactiveSettings {
    /** Where Spring Security's web filter stands: {@code WebFilterChainProxy} in Spring Boot's registration. */
    private static final int SECURITY = -100;

    private ReactiveSettings() {}

    static void check(HookwardProperties properties) {
        if (properties.filter().order() >= SECURITY) {
            throw new WebhookConfigurationException(
                    "hookward.filter.order",
                    "the webhook filter would run after Spring Security (" + SECURITY + ")",
                    "Remove the property, or choose less than " + SECURITY);
        }
    }
}
