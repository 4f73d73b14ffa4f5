package io.hookward.inbox;

import static io.hookward.inbox.InboxDatabase.values;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt while it runs: what the handler sees of it, and what those see who renew its lease and end it. Safe for use by
 * several threads.
 */
final class RunningAttempt implements Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(RunningAttempt.class);

    private final InboxDatabase database;
    private final InboxSettings settings;
    private final TakenRow row;
    private final long leaseNanos;
    private final long startNanos = System.nanoTime();
    private volatile long heldUntilNanos;
    private volatile boolean lost;
    private volatile boolean interruptedAtEnd;
    private volatile boolean completedByHandler;
    private volatile boolean committed;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private boolean timedOut;
    private @Nullable Thread thread;

    RunningAttempt(InboxDatabase database, InboxSettings settings, TakenRow row) {
        this.database = database;
        this.settings = settings;
        this.row = row;
        this.leaseNanos =
                TimeUnit.MICROSECONDS.toNanos(settings.policy(row.lane().endpoint()).lease);
        this.heldUntilNanos = row.takenNanos() + leaseNanos;
    }

    TakenRow taken() {
        return row;
    }

    long leaseNanos() {
        return leaseNanos;
    }

    long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    /** Before the handler is called, in its thread. */
    synchronized void begin() {
        thread = Thread.currentThread();
    }

    /** After the handler, in its thread: an interruption that was meant for it does not reach what comes next. */
    void end() {
        synchronized (this) {
            thread = null;
        }
        boolean unused = Thread.interrupted();
    }

    private synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Prolongs the lease. If the database cannot be asked, it is tried again until the lease is over by our own clock. */
    void renew() {
        long asked = System.nanoTime();
        try {
            int renewed = database.run(connection -> database.query("renew")
                    .update(
                            connection,
                            values(
                                    "row", row.row(),
                                    "token", row.token(),
                                    "lease", TimeUnit.NANOSECONDS.toMicros(leaseNanos))));
            if (renewed == 1) {
                heldUntilNanos = asked + leaseNanos;
            } else if (!isEnding()) {
                lose();
            }
        } catch (InboxException unreachable) {
            LOG.debug("The lease of row {} could not be renewed", row.row(), unreachable);
        }
    }

    /** Looks at our own clock, which goes on while the database hangs. */
    void checkLease() {
        if (!isEnding() && System.nanoTime() - heldUntilNanos > 0) {
            lose();
        }
    }

    /** Whether the handler's transaction holds the row, which needs no lease then, and would make a renewal wait. */
    boolean isEnding() {
        return completedByHandler || committed;
    }

    /** Whether the caller may renew now; it calls {@link #endRenewal} afterwards. */
    boolean beginRenewal() {
        return !isEnding() && renewing.compareAndSet(false, true);
    }

    void endRenewal() {
        renewing.set(false);
    }

    private void lose() {
        lost = true;
        interrupt();
    }

    /** Interrupts a handler that takes longer than it may, once. */
    void checkTime() {
        synchronized (this) {
            if (timedOut || !isOverdue()) {
                return;
            }
            timedOut = true;
        }
        interrupt();
    }

    boolean isOverdue() {
        return elapsedNanos() > settings.policy(row.lane().endpoint()).timeout.toNanos();
    }

    synchronized boolean isTimedOut() {
        return timedOut;
    }

    /** The process shuts down. */
    void interruptAtEnd() {
        interruptedAtEnd = true;
        interrupt();
    }

    boolean isInterruptedAtEnd() {
        return interruptedAtEnd;
    }

    boolean isLost() {
        return lost;
    }

    /** Whether the handler has ended the delivery itself, in a transaction of which we know, or do not know, that it committed. */
    boolean isCompletedByHandler() {
        return completedByHandler;
    }

    boolean isCommitted() {
        return committed;
    }

    @Override
    public long row() {
        return row.row();
    }

    @Override
    public int number() {
        return row.attempt();
    }

    @Override
    public OptionalLong replayOf() {
        Long original = row.replayOf();
        return original == null ? OptionalLong.empty() : OptionalLong.of(original);
    }

    @Override
    public boolean isHeld() {
        if (lost) {
            return false;
        }
        Integer held = database.run(connection -> database.query("held")
                .first(connection, values("row", row.row(), "token", row.token()), found -> found.getInt("held")));
        return held != null && held == 1;
    }

    @Override
    public void inTransaction(TransactionWork work) throws Exception {
        Exception[] failed = new Exception[1];
        try {
            database.once(connection -> {
                try {
                    // First the row, so that of two owners only one gets to work
                    completeIn(connection);
                    work.in(connection);
                } catch (SQLException | RuntimeException unchanged) {
                    throw unchanged;
                } catch (Exception checked) {
                    failed[0] = checked;
                    throw new SQLException("the work failed", checked);
                }
                return null;
            });
            committed = true;
        } catch (SQLException | RuntimeException rolledBack) {
            completedByHandler = false;
            if (failed[0] != null) {
                throw failed[0];
            }
            throw rolledBack;
        }
    }

    @Override
    public void completeIn(Connection connection) throws SQLException {
        completedByHandler = true;
        if (!RowEnds.finish(database, settings, connection, row, DeliveryStatus.DELIVERED, null)) {
            throw new LostException();
        }
    }
}
