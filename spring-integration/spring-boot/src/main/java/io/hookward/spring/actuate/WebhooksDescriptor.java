package io.hookward.spring.actuate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the actuator's endpoint {@code webhooks} returns. Times are in ISO 8601. It contains no secrets.
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
     * @param outcomes the number of requests by outcome
     * @param reasons the number of rejected requests by reason
     * @param secrets its secrets; those of tenants are not listed
     * @param clockSkew the age of the last verified delivery with a timestamp; negative if its sender's clock is ahead; null if
     *     there was none
     * @param idConflicts how many ids came again with another body
     * @param withoutId how many deliveries had no id
     * @param unrouted how many deliveries matched no listener
     * @param leasesLost how many claims expired before their owner ended them
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
     * One secret, identified by its id.
     *
     * @param id its id
     * @param valid whether it is valid now; null if it has matched but is no longer configured
     * @param matches how often a signature was valid under it
     * @param lastMatch when it last matched, or null
     */
    public record SecretDescriptor(
            String id,
            @Nullable Boolean valid,
            long matches,
            @Nullable String lastMatch) {}

    /**
     * What became of the wish to forget a delivery.
     *
     * @param forgotten whether it was known
     */
    public record ForgottenDescriptor(boolean forgotten) implements OperationResponseBody {}

    /**
     * The store of claims.
     *
     * @param type its class
     * @param reachable whether it answers
     * @param size how many keys it holds, or null if unknown
     * @param capacity how many keys it may hold, or null if unknown
     * @param evicted how many done keys it forgot before their retention ended, or null if unknown
     */
    public record StoreDescriptor(
            String type,
            boolean reachable,
            @Nullable Long size,
            @Nullable Long capacity,
            @Nullable Long evicted) {}
}
