package io.hookward.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are meant; null means any. Start with {@link #ALL} and narrow it.
 *
 * @param endpoint the name of the endpoint
 * @param tenant the tenant as it is shown
 * @param eventType the event type as it is shown
 * @param status how far it is
 * @param from received at or after this
 * @param to received before this
 * @param id the provider's delivery id as it is shown
 * @param text a part of the id, the event type or the last error, whatever its case. It is looked for in each row that the rest lets
 *     through, so name an endpoint or a time too if there are many
 */
public record DeliveryFilter(
        @Nullable String endpoint,
        @Nullable String tenant,
        @Nullable String eventType,
        @Nullable DeliveryStatus status,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String id,
        @Nullable String text) {

    /** Every delivery. */
    public static final DeliveryFilter ALL = new DeliveryFilter(null, null, null, null, null, null, null, null);

    /** Only those of an endpoint. */
    public DeliveryFilter endpoint(@Nullable String name) {
        return new DeliveryFilter(name, tenant, eventType, status, from, to, id, text);
    }

    /** Only those of a tenant. */
    public DeliveryFilter tenant(@Nullable String shown) {
        return new DeliveryFilter(endpoint, shown, eventType, status, from, to, id, text);
    }

    /** Only those of an event type. */
    public DeliveryFilter eventType(@Nullable String shown) {
        return new DeliveryFilter(endpoint, tenant, shown, status, from, to, id, text);
    }

    /** Only those that are so far. */
    public DeliveryFilter status(@Nullable DeliveryStatus wanted) {
        return new DeliveryFilter(endpoint, tenant, eventType, wanted, from, to, id, text);
    }

    /** Only those received within a time: from the first moment on, and before the second. */
    public DeliveryFilter received(@Nullable Instant first, @Nullable Instant end) {
        return new DeliveryFilter(endpoint, tenant, eventType, status, first, end, id, text);
    }

    /** Only those with this delivery id, replays included. */
    public DeliveryFilter id(@Nullable String shown) {
        return new DeliveryFilter(endpoint, tenant, eventType, status, from, to, shown, text);
    }

    /** Only those in whose id, event type or last error this stands. */
    public DeliveryFilter text(@Nullable String part) {
        return new DeliveryFilter(endpoint, tenant, eventType, status, from, to, id, part);
    }
}
