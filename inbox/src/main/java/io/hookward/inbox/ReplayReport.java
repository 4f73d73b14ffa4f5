package io.hookward.inbox;

import java.util.List;

/**
 * What a replay of several deliveries did, or would do.
 *
 * @param dryRun whether nothing was changed
 * @param matched how many rows fit the filter, replays of others left out
 * @param replayed the rows that were, or would be, replayed, newest first
 * @param skipped how many were left out because they are open, or what was sent is gone
 */
public record ReplayReport(boolean dryRun, int matched, List<Long> replayed, int skipped) {
    /** Keeps its own copy. */
    public ReplayReport {
        replayed = List.copyOf(replayed);
    }
}
