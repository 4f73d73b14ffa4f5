package io.hookward.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person did to the inbox.
 *
 * @param number the number of the entry
 * @param at when, by the database's clock
 * @param actor who
 * @param action {@code replay}, {@code retry}, {@code cancel} or {@code forget}
 * @param row the row that it was done to, or null
 * @param detail the reason, and what came of it
 */
public record AuditEntry(
        long number,
        Instant at,
        String actor,
        String action,
        @Nullable Long row,
        String detail) {}
