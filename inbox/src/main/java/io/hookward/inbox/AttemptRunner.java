package io.hookward.inbox;

import static io.hookward.inbox.InboxDatabase.values;

import io.hookward.inbox.InboxListener.Outcome;
import io.hookward.request.Delivery;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one attempt from the payload to its end. Safe for use by several threads. */
final class AttemptRunner {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);
    private static final long PAUSE_MILLIS = 200;
    private static final long SOON = Micros.of(Duration.ofSeconds(5));

    private final InboxDatabase database;
    private final InboxSettings settings;
    private final Leases leases;
    private final CountDownLatch stopped;

    AttemptRunner(InboxDatabase database, InboxSettings settings, Leases leases, CountDownLatch stopped) {
        this.database = database;
        this.settings = settings;
        this.leases = leases;
        this.stopped = stopped;
    }

    void run(RunningAttempt attempt) {
        leases.add(attempt);
        try {
            Delivery delivery = loaded(attempt);
            if (delivery != null) {
                end(attempt, handle(attempt, delivery));
            }
        } finally {
            leases.remove(attempt);
        }
    }

    /** Null if it cannot be loaded, which is written down. */
    private @Nullable Delivery loaded(RunningAttempt attempt) {
        try {
            return delivery(attempt.taken());
        } catch (InboxException failed) {
            if (failed.getCause() instanceof SQLException) {
                defer(attempt, SOON, "the payload could not be loaded: " + failed.getMessage());
            } else {
                fail(attempt, Failures.text(failed));
            }
            return null;
        }
    }

    private Delivery delivery(TakenRow row) {
        Payload payload = database.run(connection ->
                database.query("payload").first(connection, values("row", row.row()), DeliveryQueries::payload));
        if (payload == null) {
            throw new InboxException("the payload of the delivery is gone");
        }
        return payload.read(settings.keys()).restore();
    }

    private @Nullable Throwable handle(RunningAttempt attempt, Delivery delivery) {
        InboxHandler handler = settings.handler(attempt.taken().lane().endpoint());
        if (handler == null) {
            return new DeferredException(Duration.ofMinutes(1), "no handler");
        }
        attempt.begin();
        try {
            handler.handle(delivery, attempt);
            return null;
        } catch (Throwable failed) {
            // An Error, too: the row would stay until its lease is over, and nobody would learn why
            return failed;
        } finally {
            attempt.end();
        }
    }

    private void end(RunningAttempt attempt, @Nullable Throwable failed) {
        if (attempt.isCommitted()) {
            told(attempt, Outcome.DELIVERED);
        } else if (failed == null && attempt.isCompletedByHandler()) {
            endedByHandler(attempt);
        } else if (failed == null) {
            change(
                    attempt,
                    Outcome.DELIVERED,
                    connection -> RowEnds.finish(
                            database, settings, connection, attempt.taken(), DeliveryStatus.DELIVERED, null));
        } else if (failed instanceof DeferredException deferred) {
            defer(attempt, jittered(Micros.of(deferred.delay())), Failures.text(failed));
        } else if (attempt.isInterruptedAtEnd()) {
            defer(attempt, 0, "the process shut down");
        } else if (failed instanceof UndeliverableException) {
            fail(attempt, Failures.text(failed));
        } else {
            retryOrFail(attempt, failed);
        }
    }

    /** Up to a tenth longer, so that what was put off together does not come back together. */
    private static long jittered(long delay) {
        return delay + (long) (delay * 0.1 * ThreadLocalRandom.current().nextDouble());
    }

    /** Its transaction may have been rolled back after it had asked for the end. */
    private void endedByHandler(RunningAttempt attempt) {
        TakenRow row = attempt.taken();
        String status = database.run(connection -> database.query("status_of")
                .first(connection, values("row", row.row()), found -> found.getString("status")));
        if (DeliveryStatus.DELIVERED.column().equals(status)) {
            told(attempt, Outcome.DELIVERED);
        } else {
            retryOrFail(
                    attempt, new IllegalStateException("the transaction that was to end the delivery did not commit"));
        }
    }

    private void retryOrFail(RunningAttempt attempt, Throwable failed) {
        TakenRow row = attempt.taken();
        RetryPolicy retry = settings.policy(row.lane().endpoint()).retry;
        OptionalLong delay = retry.delayAfter(row.counted(), failed, ThreadLocalRandom.current());
        String text = (attempt.isTimedOut() ? "interrupted because it took too long: " : "") + Failures.text(failed);
        String error = ColumnText.of(text, Failures.MOST);
        if (delay.isEmpty()) {
            fail(attempt, error);
        } else {
            change(
                    attempt,
                    Outcome.RETRY,
                    connection -> RowEnds.retry(database, connection, row, delay.getAsLong(), error));
        }
    }

    private void fail(RunningAttempt attempt, String error) {
        change(
                attempt,
                Outcome.FAILED,
                connection ->
                        RowEnds.finish(database, settings, connection, attempt.taken(), DeliveryStatus.FAILED, error));
    }

    void defer(RunningAttempt attempt, long delay, String reason) {
        change(
                attempt,
                Outcome.DEFERRED,
                connection -> RowEnds.defer(
                        database, connection, attempt.taken(), delay, ColumnText.of(reason, Failures.MOST)));
    }

    /**
     * Writes down the end. While the database is away it is tried again, for as long as a lease or until the process ends; then
     * the delivery is handled once more.
     */
    private void change(RunningAttempt attempt, Outcome outcome, InboxDatabase.Work<Boolean> work) {
        long start = System.nanoTime();
        while (true) {
            try {
                boolean ours = database.run(work);
                told(attempt, ours ? outcome : Outcome.LOST);
                return;
            } catch (InboxException away) {
                if (attempt.isLost() || System.nanoTime() - start > attempt.leaseNanos() || pause()) {
                    LOG.warn(
                            "The end of row {} could not be written down, so it will be handled again",
                            attempt.row(),
                            away);
                    told(attempt, Outcome.LOST);
                    return;
                }
            }
        }
    }

    /** Returns whether the inbox was closed meanwhile. */
    private boolean pause() {
        try {
            return stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void told(RunningAttempt attempt, Outcome outcome) {
        AttemptNotices.tell(settings, attempt.taken(), outcome, Duration.ofNanos(attempt.elapsedNanos()));
    }
}
