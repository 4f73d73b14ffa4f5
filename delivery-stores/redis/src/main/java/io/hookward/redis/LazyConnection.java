package io.hookward.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection that all threads share. It is opened when it is first asked for, again after the attempt failed, with
 * pauses that grow, and anew after it was dropped. A connection that merely broke is restored by Lettuce.
 */
final class LazyConnection implements AutoCloseable {
    private final Backoff backoff = new Backoff();
    private final @Nullable Supplier<StatefulConnection<byte[], byte[]>> opener;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<StatefulConnection<byte[], byte[]>> current;
    private int failures;
    private long changedAt;
    private boolean closed;

    private LazyConnection(@Nullable Supplier<StatefulConnection<byte[], byte[]>> opener) {
        this.opener = opener;
    }

    /**
     * A connection of our own.
     *
     * @param opener may block for as long as it wants
     */
    static LazyConnection opening(Supplier<StatefulConnection<byte[], byte[]>> opener) {
        return new LazyConnection(opener);
    }

    /** A connection of the application, which is used as it is and never closed. */
    @SuppressWarnings("unchecked")
    static LazyConnection given(StatefulConnection<?, ?> connection) {
        LazyConnection given = new LazyConnection(null);
        // Every command has a codec of its own, so that of the connection has nothing to do
        given.current = CompletableFuture.completedFuture((StatefulConnection<byte[], byte[]>) connection);
        return given;
    }

    /** The connection, or why there is none. */
    CompletableFuture<StatefulConnection<byte[], byte[]>> get() {
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(new RedisException("the store is closed"));
            }
            if (opener != null && (current == null || (current.isCompletedExceptionally() && mayTryAgain()))) {
                current = open(opener);
            }
            // A copy: whoever gives up waiting must not end the attempt for others
            return current == null
                    ? CompletableFuture.failedFuture(new RedisException("not connected"))
                    : current.copy();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes a connection that is of no use any more, so that the next call opens another. It does nothing for a connection
     * of the application, for one that was dropped before, and for one that is so young that another would be no better.
     */
    void drop(StatefulConnection<byte[], byte[]> useless) {
        lock.lock();
        try {
            if (opener == null || !isCurrent(useless) || age() < Backoff.LONGEST.toNanos()) {
                return;
            }
            current = null;
        } finally {
            lock.unlock();
        }
        var unused = useless.closeAsync();
    }

    @Override
    public void close() {
        CompletableFuture<StatefulConnection<byte[], byte[]>> last;
        lock.lock();
        try {
            closed = true;
            last = opener == null ? null : current;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            // Also one that is being opened now
            var unused = last.thenCompose(StatefulConnection::closeAsync);
        }
    }

    private CompletableFuture<StatefulConnection<byte[], byte[]>> open(
            Supplier<StatefulConnection<byte[], byte[]>> how) {
        CompletableFuture<StatefulConnection<byte[], byte[]>> attempt = new CompletableFuture<>();
        // To connect takes longer than a call may, and Lettuce's threads must not wait for it
        Thread thread = new Thread(() -> run(how, attempt), "hookward-redis-connect");
        thread.setDaemon(true);
        thread.start();
        return attempt;
    }

    private void run(
            Supplier<StatefulConnection<byte[], byte[]>> how,
            CompletableFuture<StatefulConnection<byte[], byte[]>> attempt) {
        StatefulConnection<byte[], byte[]> opened = null;
        Throwable failure = null;
        try {
            opened = how.get();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        lock.lock();
        try {
            failures = failure == null ? 0 : failures + 1;
            changedAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
        if (failure == null) {
            attempt.complete(opened);
        } else {
            attempt.completeExceptionally(failure);
        }
    }

    private boolean isCurrent(StatefulConnection<byte[], byte[]> connection) {
        // It may have failed to open since the other was dropped
        return current != null
                && current.isDone()
                && !current.isCompletedExceptionally()
                && current.join() == connection;
    }

    private boolean mayTryAgain() {
        return age() >= backoff.createDelay(failures).toNanos();
    }

    private long age() {
        return System.nanoTime() - changedAt;
    }
}
