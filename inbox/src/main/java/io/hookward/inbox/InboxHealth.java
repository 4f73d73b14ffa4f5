package io.hookward.inbox;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an inbox does. Deliveries that people had handled again are not counted.
 *
 * @param window how far back deliveries were counted
 * @param endpoints those that received something within the window, or have open deliveries
 * @param workersAlive whether this process takes deliveries
 * @param workerFailures how often in a row it could not look for deliveries; 0 if the last look was fine
 * @param running how many attempts run in this process
 * @param overdue how many of them have taken longer than they may
 */
public record InboxHealth(
        Duration window,
        List<EndpointHealth> endpoints,
        boolean workersAlive,
        int workerFailures,
        int running,
        int overdue) {
    /** Keeps its own copy. */
    public InboxHealth {
        endpoints = List.copyOf(endpoints);
    }

    /** The age of the oldest delivery that is open, or null if none is. */
    public @Nullable Duration oldestOpen() {
        return endpoints.stream()
                .map(EndpointHealth::oldestOpen)
                .filter(age -> age != null)
                .max(Duration::compareTo)
                .orElse(null);
    }

    /**
     * How one endpoint does.
     *
     * @param endpoint its name
     * @param total how many deliveries were accepted within the window
     * @param delivered how many of these were handled
     * @param failed how many of these failed for good
     * @param open how many deliveries are pending or processing, whenever they came
     * @param oldestOpen the age of the oldest of these, or null
     * @param served whether this process has a handler for it
     * @param lastFailures the last ones that failed, at most five, newest first
     */
    public record EndpointHealth(
            String endpoint,
            long total,
            long delivered,
            long failed,
            long open,
            @Nullable Duration oldestOpen,
            boolean served,
            List<DeliverySummary> lastFailures) {
        /** Keeps its own copy. */
        public EndpointHealth {
            lastFailures = List.copyOf(lastFailures);
        }

        /** The handled part of those that are final, from 0 to 1; 1 if none is. */
        public double successRate() {
            long ended = delivered + failed;
            return ended == 0 ? 1 : (double) delivered / ended;
        }
    }
}
