package io.hookward;

import io.hookward.scheme.SignatureScheme;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long an endpoint remembers: longer than its provider repeats deliveries, and longer than a capture stays fresh. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    private Retention() {}

    /**
     * The retention of an endpoint.
     *
     * @param freshFor how long a captured delivery stays fresh
     * @param chosen what the endpoint asks for, or null for a default that outlasts the provider's retries
     * @throws IllegalArgumentException if a captured delivery would stay fresh for longer than it is remembered
     */
    static Duration of(String endpoint, SignatureScheme scheme, Duration freshFor, @Nullable Duration chosen) {
        Duration span = scheme.retrySpan().orElse(Duration.ZERO);
        if (chosen == null) {
            Duration beyond = longer(span, freshFor).plusDays(1);
            return longer(beyond, WebhookEndpoint.DEFAULT_RETENTION);
        }
        if (chosen.compareTo(freshFor) < 0) {
            throw new IllegalArgumentException("endpoint '" + endpoint + "': the retention " + chosen
                    + " is shorter than the tolerances for past and future together, " + freshFor
                    + ": a captured delivery could be handled twice. Lengthen it");
        }
        if (chosen.compareTo(span) < 0) {
            LOG.warn(
                    "Endpoint '{}': the retention {} is shorter than the {} over which {} repeats deliveries; a late"
                            + " repetition will be handled again",
                    endpoint,
                    chosen,
                    span,
                    scheme.title());
        }
        return chosen;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
