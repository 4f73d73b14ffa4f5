package io.hookward.spring.autoconfigure;

import io.hookward.spring.WebhookConfigurationException;

/** Refuses settings that a reactive application would ignore, or that put the filter too late. */
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
        properties.endpoints().forEach((name, endpoint) -> {
            if (endpoint.httpsOnly() || !endpoint.allowedAddresses().isEmpty()) {
                throw new WebhookConfigurationException(
                        "hookward.endpoints." + name + (endpoint.httpsOnly() ? ".https-only" : ".allowed-addresses"),
                        "is for servlet applications, and this one is reactive",
                        "Remove it, and let the proxy in front see to it");
            }
        });
    }
}
