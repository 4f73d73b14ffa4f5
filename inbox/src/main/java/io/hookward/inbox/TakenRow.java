package io.hookward.inbox;

import org.jspecify.annotations.Nullable;

/**
 * A row that this process works on.
 *
 * @param row its number
 * @param lane whose it is
 * @param token proves that it is ours
 * @param attempt which attempt this is
 * @param counted which attempt it is of those that count for the retry policy
 * @param replayOf the row that it repeats, or null
 * @param takenNanos when it was taken, before the database was asked, by the monotonic clock
 */
record TakenRow(
        long row,
        Lane lane,
        String token,
        int attempt,
        int counted,
        @Nullable Long replayOf,
        long takenNanos) {}
