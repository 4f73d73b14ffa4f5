package io.hookward.inbox;

import static io.hookward.inbox.InboxDatabase.values;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what has expired, in small batches, each a transaction of its own that passes over what somebody else is at. Only final
 * rows have an end of their retention, so nothing that is open is removed.
 */
final class Pruner implements AutoCloseable {
    static final int BATCH = 200;
    private static final int MOST_BATCHES = 500;
    private static final long EVERY_SECONDS = 60;
    private static final Logger LOG = LoggerFactory.getLogger(Pruner.class);

    private final InboxDatabase database;
    private final InboxSettings settings;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Threads.factory("hookward-inbox-pruner"));

    Pruner(InboxDatabase database, InboxSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Processes that start together do not prune together. */
    void start() {
        long first = ThreadLocalRandom.current().nextLong(EVERY_SECONDS);
        var unused = clock.scheduleWithFixedDelay(this::pruneQuietly, first, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void pruneQuietly() {
        try {
            int pruned = prune();
            LOG.debug("Pruned {} expired rows and payloads", pruned);
        } catch (RuntimeException failed) {
            LOG.warn("The inbox could not be pruned; it is tried again in a minute", failed);
        }
    }

    /** Returns how many rows, payloads and audit entries were removed. */
    int prune() {
        return batches("expired_payloads", values("at_most", BATCH), List.of("delete_payload"))
                + batches(
                        "expired_rows",
                        values("at_most", BATCH),
                        List.of("delete_payload", "delete_attempts", "delete_row"))
                + batches(
                        "expired_audit",
                        values("at_most", BATCH, "retention", settings.auditRetention()),
                        List.of("delete_audit"));
    }

    private int batches(String find, Map<String, ?> values, List<String> deletes) {
        int all = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            int found = database.run(connection -> {
                List<Long> rows = database.query(find).list(connection, values, row -> row.getLong("row_id"));
                for (long row : rows) {
                    for (String delete : deletes) {
                        database.query(delete).update(connection, values("row", row));
                    }
                }
                return rows.size();
            });
            all += found;
            if (found < BATCH) {
                break;
            }
        }
        return all;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
