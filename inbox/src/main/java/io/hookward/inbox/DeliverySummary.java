package io.hookward.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the inbox, without what was sent. Texts from outside are shown without control characters, and cut to 200 chars.
 *
 * @param row the number of the row
 * @param endpoint the name of the endpoint
 * @param tenant the tenant, or empty
 * @param id the provider's delivery id, or null
 * @param eventType the event type, or null
 * @param bodyBytes the size of the body in bytes
 * @param status how far it is
 * @param receivedAt when it was accepted, by the database's clock
 * @param dueAt pending: when the next attempt is; processing: when the lease ends; else null
 * @param attempts how many attempts were begun
 * @param lastError why the last attempt failed, or null
 * @param finishedAt when it became final, or null
 * @param replayOf the row that it repeats, or null
 */
public record DeliverySummary(
        long row,
        String endpoint,
        String tenant,
        @Nullable String id,
        @Nullable String eventType,
        long bodyBytes,
        DeliveryStatus status,
        Instant receivedAt,
        @Nullable Instant dueAt,
        int attempts,
        @Nullable String lastError,
        @Nullable Instant finishedAt,
        @Nullable Long replayOf) {}
