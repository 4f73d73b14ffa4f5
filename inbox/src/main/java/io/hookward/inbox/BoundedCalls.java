package io.hookward.inbox;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks the database on threads of its own, so that a caller waits no longer than it wants to, whatever a pool or a driver does.
 * While all of the threads hang, a caller is told at once.
 */
final class BoundedCalls implements AutoCloseable {
    private final Semaphore free;
    private final int most;
    private final long maxWait;
    private final AtomicInteger hanging = new AtomicInteger();
    private final ExecutorService threads;

    BoundedCalls(int most, Duration maxWait) {
        this.most = most;
        this.maxWait = maxWait.toNanos();
        this.free = new Semaphore(most);
        this.threads = Threads.cached("hookward-inbox-accept");
    }

    /** @throws InboxException if it has no answer in time; the work may still be done */
    <T> T call(Callable<T> work) {
        long deadline = System.nanoTime() + maxWait;
        if (hanging.get() >= most) {
            throw new InboxException("the database of the inbox hangs: " + most + " calls had no answer in time");
        }
        try {
            if (!free.tryAcquire(maxWait, TimeUnit.NANOSECONDS)) {
                throw new InboxException("the database of the inbox has " + most + " calls to answer already");
            }
            return await(start(work), deadline);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InboxException("interrupted while the inbox was asked", interrupted);
        }
    }

    private <T> Future<T> start(Callable<T> work) {
        try {
            return threads.submit(() -> {
                try {
                    return work.call();
                } finally {
                    free.release();
                }
            });
        } catch (RejectedExecutionException closed) {
            free.release();
            throw new InboxException("the inbox is closed", closed);
        }
    }

    private <T> T await(Future<T> answer, long deadline) throws InterruptedException {
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            countUntilDone(answer);
            throw new InboxException("the database of the inbox did not answer within "
                    + TimeUnit.NANOSECONDS.toMillis(maxWait) + " ms");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new InboxException("the inbox failed", failed);
        }
    }

    private void countUntilDone(Future<?> answer) {
        hanging.incrementAndGet();
        try {
            threads.execute(() -> {
                try {
                    answer.get();
                } catch (ExecutionException | CancellationException ended) {
                    // It has ended, and nobody waits for how
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                } finally {
                    hanging.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException closed) {
            hanging.decrementAndGet();
        }
    }

    /** Ends the threads once the calls that they are at have ended. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
