package io.hookward.inbox;

import io.hookward.inbox.InboxListener.Outcome;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listener how an attempt ended. */
final class AttemptNotices {
    private static final Logger LOG = LoggerFactory.getLogger("io.hookward.inbox");

    private AttemptNotices() {}

    static void tell(InboxSettings settings, TakenRow row, Outcome outcome, Duration handlingTime) {
        String endpoint = row.lane().endpoint();
        if (outcome == Outcome.LOST) {
            LOG.warn("{}: row {} was lost before its attempt ended; it may be handled twice", endpoint, row.row());
        } else if (outcome == Outcome.FAILED) {
            LOG.warn("{}: row {} has failed at attempt {}", endpoint, row.row(), row.counted());
        } else {
            LOG.debug("{}: row {}, attempt {}: {}", endpoint, row.row(), row.attempt(), outcome);
        }
        try {
            settings.listener()
                    .attempted(new InboxListener.AttemptEnd(
                            row.row(),
                            endpoint,
                            row.lane().tenant(),
                            row.attempt(),
                            outcome,
                            handlingTime,
                            row.replayOf() != null));
        } catch (Throwable failed) {
            // An Error, too: the row is written down already, and the thread goes on
            LOG.error("An inbox listener failed", failed);
        }
    }
}
