package io.hookward.spring.autoconfigure;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.spring.WebhookConfigurationException;
import io.hookward.spring.properties.HookwardProperties;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses properties of endpoints that the application's own receiver does not have. */
final class OwnReceiverCheck {
    private OwnReceiverCheck() {}

    static void check(HookwardProperties properties, WebhookReceiver receiver) {
        Set<String> received =
                receiver.endpoints().stream().map(WebhookEndpoint::name).collect(Collectors.toSet());
        for (String name : properties.endpoints().keySet()) {
            if (!received.contains(name)) {
                throw new WebhookConfigurationException(
                        "hookward.endpoints." + name,
                        "the application's own WebhookReceiver has no endpoint '" + name
                                + "', so that nothing would be received there",
                        "Remove it, or build the receiver on the endpoints of the bean WebhookEndpoints");
            }
        }
    }
}
