package io.hookward.spring.actuate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the actuator's endpoint {@code webhooks} tells. Times are ISO 8601; no secret is ever in it.
 *
 * @param endpoints the endpoints by name, in the order in which they were configured
 * @param store the store of claims
 */
public record WebhooksDescriptor(Map<String, EndpointDescriptor> endpoints, StoreDescriptor store)
        implements OperationResponseBody {

    /** Keeps its own copy, in the same order. */
    public WebhooksDescriptor {
        endpoints = Collections.unmodifiableMap(new LinkedHashMap<>(endpoints));
    }

    /**
     * One endpoint.
     *
     * @param provider the name of its scheme
     * @param path its path
     * @param outcomes how many requests ended how
     * @param reasons how many requests were rejected why
     * @param secrets its secrets
     * @param clockSkew the age of the last verified delivery; negative if its sender's clock is ahead; null if none told
     * @param idConflicts how many ids came again with another body
     * @param withoutId how many deliveries had no id
     * @param unrouted how many deliveries nobody listened to
     * @param leasesLost how many claims ended before their owner did
     * @param storeFailures how often the store could not answer
     */
    public record EndpointDescriptor(
            String provider,
            String path,
            Map<String, Long> outcomes,
            Map<String, Long> reasons,
            List<SecretDescriptor> secrets,
            @Nullable String clockSkew,
            long idConflicts,
            long withoutId,
            long unrouted,
            long leasesLost,
            long storeFailures) {}

    /**
     * One secret, known by its id alone.
     *
     * @param id its id
     * @param valid whether it counts now; null if it matched before and is no longer configured
     * @param matches how often a signature was right under it
     * @param lastMatch when last, or null
     */
    public record SecretDescriptor(
            String id,
            @Nullable Boolean valid,
            long matches,
            @Nullable String lastMatch) {}

    /**
     * The store of claims.
     *
     * @param type its class
     * @param reachable whether it answers
     * @param size how many keys it holds, or null if it does not say
     * @param capacity how many it may hold, or null if it does not say
     * @param evicted how many keys it forgot too early for lack of room, or null if it does not say
     */
    public record StoreDescriptor(
            String type,
            boolean reachable,
            @Nullable Long size,
            @Nullable Long capacity,
            @Nullable Long evicted) {}
}
