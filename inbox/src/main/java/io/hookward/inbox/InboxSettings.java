package io.hookward.inbox;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an {@link InboxBuilder} was told. */
record InboxSettings(
        Map<String, InboxHandler> handlers,
        @Nullable InboxHandler defaultHandler,
        Map<String, EndpointPolicy> policies,
        EndpointPolicy defaultPolicy,
        @Nullable PayloadKeys keys,
        Redaction redaction,
        InboxListener listener,
        String worker,
        int threads,
        boolean virtualThreads,
        Duration pollInterval,
        Duration shutdownGrace,
        Duration acceptWait,
        int acceptThreads,
        long maxBytes,
        long payloadRetention,
        long logRetention,
        long auditRetention) {

    EndpointPolicy policy(String endpoint) {
        return policies.getOrDefault(endpoint, defaultPolicy);
    }

    /** Null if deliveries of the endpoint are not handled in this process. */
    @Nullable
    InboxHandler handler(String endpoint) {
        InboxHandler own = handlers.get(endpoint);
        return own != null ? own : defaultHandler;
    }
}
