package io.hookward.inbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the leases of the attempts that run in this process, and looks whether they take too long. */
final class Leases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final Set<RunningAttempt> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Threads.factory("hookward-inbox-clock"));
    private final ExecutorService renewals = Threads.cached("hookward-inbox-leases");

    void add(RunningAttempt attempt) {
        running.add(attempt);
        schedule(attempt);
    }

    void remove(RunningAttempt attempt) {
        running.remove(attempt);
    }

    Set<RunningAttempt> running() {
        return Set.copyOf(running);
    }

    /** Several times within a lease, so that it outlasts a database that is away for a while. */
    private void schedule(RunningAttempt attempt) {
        long every = Math.max(TimeUnit.MILLISECONDS.toNanos(1), attempt.leaseNanos() / 5);
        try {
            var unused = clock.schedule(() -> tick(attempt), every, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The inbox is closed, and row {} is not renewed", attempt.row());
        }
    }

    /** Never waits for the database: that the lease is over is noticed also while it hangs. */
    private void tick(RunningAttempt attempt) {
        if (!running.contains(attempt)) {
            return;
        }
        try {
            attempt.checkTime();
            attempt.checkLease();
            if (!attempt.isLost() && attempt.beginRenewal()) {
                renewals.execute(() -> renew(attempt));
            }
        } catch (RuntimeException failed) {
            LOG.warn("The lease of row {} could not be renewed", attempt.row(), failed);
        }
        if (!attempt.isLost()) {
            schedule(attempt);
        }
    }

    private static void renew(RunningAttempt attempt) {
        try {
            attempt.renew();
        } catch (RuntimeException failed) {
            LOG.warn("The lease of row {} could not be renewed", attempt.row(), failed);
        } finally {
            attempt.endRenewal();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        renewals.shutdown();
    }
}
