package io.hookward.inbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes rows and has them handled, by a bounded number of threads. It looks for rows when one was accepted here, when one was
 * finished, when one comes due, and otherwise at every poll. A failure of the database only makes it look later.
 */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final InboxSettings settings;
    private final RowTaker taker;
    private final Leases leases = new Leases();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AttemptRunner runner;
    private final InboxDatabase database;
    private final Semaphore slots;
    private final Semaphore wakes = new Semaphore(0);
    private final Map<String, Integer> running = new ConcurrentHashMap<>();
    private final ExecutorService threads;
    private final Thread dispatcher;
    private volatile boolean stopping;
    private final AtomicInteger failures = new AtomicInteger();

    Workers(InboxDatabase database, InboxSettings settings) {
        this.database = database;
        this.settings = settings;
        this.taker = new RowTaker(database, settings, endpoint -> running.getOrDefault(endpoint, 0));
        this.runner = new AttemptRunner(database, settings, leases, stopped);
        this.slots = new Semaphore(settings.threads());
        this.threads = settings.virtualThreads() ? Threads.virtual() : Threads.cached("hookward-inbox");
        this.dispatcher = Threads.factory("hookward-inbox-dispatcher").newThread(this::dispatch);
    }

    void start() {
        dispatcher.start();
    }

    /** There may be something to do. */
    void wake() {
        wakes.release();
    }

    Set<RunningAttempt> attempts() {
        return leases.running();
    }

    private void dispatch() {
        while (!stopping) {
            long pause;
            try {
                pause = takeSome();
                failures.set(0);
            } catch (Throwable failed) {
                pause = pauseAfter(failed);
            }
            try {
                boolean unused = wakes.tryAcquire(pause, TimeUnit.MICROSECONDS);
                wakes.drainPermits();
            } catch (InterruptedException closing) {
                return;
            }
        }
    }

    /** Returns how long to wait in microseconds. */
    private long takeSome() {
        long poll = Micros.of(settings.pollInterval());
        int free = slots.availablePermits();
        if (free == 0) {
            return poll;
        }
        Long due = taker.untilDue();
        if (due == null || due > 0) {
            return due == null ? poll : Math.min(poll, due);
        }
        List<TakenRow> rows = taker.take(free);
        for (TakenRow row : rows) {
            start(row);
        }
        // What is due and was not taken waits for another row, or for a process that has its handler
        return rows.isEmpty() ? poll : 0;
    }

    private void start(TakenRow row) {
        slots.acquireUninterruptibly();
        running.merge(row.lane().endpoint(), 1, Integer::sum);
        RunningAttempt attempt = new RunningAttempt(database, settings, row);
        threads.execute(() -> {
            try {
                runner.run(attempt);
            } catch (RuntimeException failed) {
                LOG.error(
                        "An attempt of row {} ended unexpectedly; it is repeated when its lease is over",
                        row.row(),
                        failed);
            } finally {
                running.merge(row.lane().endpoint(), -1, Integer::sum);
                slots.release();
                wake();
            }
        });
    }

    /** The first failure may be a normal race, and the log is not filled by the others. */
    private long pauseAfter(Throwable failed) {
        int times = failures.incrementAndGet();
        if (Integer.bitCount(times) == 1 && times > 1) {
            LOG.warn("The inbox could not look for deliveries {} times in a row", times, failed);
        } else {
            LOG.debug("The inbox could not look for deliveries", failed);
        }
        long millis = Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(times, 10));
        return TimeUnit.MILLISECONDS.toMicros(millis);
    }

    /** Whether it takes rows: false if its thread has died or was never started. */
    boolean isAlive() {
        return dispatcher.isAlive();
    }

    /** How often in a row it could not look for rows. */
    int failures() {
        return failures.get();
    }

    /**
     * Takes no more rows, lets the handlers end within the grace, and then interrupts them. What does not end even then is given
     * back, so that another process handles it.
     */
    @Override
    public void close() {
        stopping = true;
        wake();
        try {
            join(dispatcher);
            threads.shutdown();
            if (!threads.awaitTermination(settings.shutdownGrace().toMillis(), TimeUnit.MILLISECONDS)) {
                leases.running().forEach(RunningAttempt::interruptAtEnd);
                if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                    leases.running().forEach(this::giveBack);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            leases.running().forEach(this::giveBack);
        } finally {
            stopped.countDown();
            leases.close();
        }
    }

    private static void join(@Nullable Thread thread) throws InterruptedException {
        if (thread != null && thread.isAlive()) {
            thread.join(LONGEST_PAUSE_MILLIS);
        }
    }

    private void giveBack(RunningAttempt attempt) {
        LOG.warn("Row {} is given back, though its handler did not end when it was interrupted", attempt.row());
        stopped.countDown();
        runner.defer(attempt, 0, "the process shut down");
    }
}
