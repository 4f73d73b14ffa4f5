package io.hookward.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** By when a call has an answer, come what may. */
final class Deadline {
    private final Duration timeout;
    private final long start = System.nanoTime();

    private Deadline(Duration timeout) {
        this.timeout = timeout;
    }

    static Deadline in(Duration timeout) {
        return new Deadline(timeout);
    }

    long startNanos() {
        return start;
    }

    /** Not positive once it has passed. */
    long remainingNanos() {
        return timeout.toNanos() - (System.nanoTime() - start);
    }

    /**
     * Waits for a result, also on a thread that is interrupted: it is not for long, and a handler that was interrupted still
     * has a claim to release. The thread stays interrupted.
     *
     * @throws RedisCommandTimeoutException if there is none in time; then the future is cancelled, so that what was not sent
     *     is not sent any more
     * @throws RedisException if it failed
     */
    <T> T await(CompletableFuture<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get(Math.max(0, remainingNanos()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException late) {
            future.cancel(true);
            throw new RedisCommandTimeoutException("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw cause instanceof RedisException known ? known : new RedisException(String.valueOf(cause), cause);
        } catch (CancellationException closed) {
            throw new RedisException("the call was cancelled", closed);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
