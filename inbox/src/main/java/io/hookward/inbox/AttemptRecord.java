package io.hookward.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt in the delivery log.
 *
 * @param number which one, counted from 1
 * @param worker the process that made it
 * @param startedAt when it was begun, by the database's clock
 * @param endedAt when it ended, or null while it runs
 * @param outcome {@code delivered}, {@code retry}, {@code failed}, {@code lost}, or null while it runs
 * @param error why it failed, or null
 */
public record AttemptRecord(
        int number,
        String worker,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String error) {}
