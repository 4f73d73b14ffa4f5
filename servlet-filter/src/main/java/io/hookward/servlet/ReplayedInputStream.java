package io.hookward.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request body in memory, read as the servlet specification says, blocking or with a {@link ReadListener}.
 *
 * <p>A container calls a listener only after the service method that set it has returned. So does this: a listener
 * set during {@code FilterChain.doFilter} waits for {@link #serviceReturned()}; one set later, from another thread,
 * is called in a thread of the container.
 */
final class ReplayedInputStream extends ServletInputStream {

    private final byte[] body;
    private final HttpServletRequest request;
    private final Object lock = new Object();
    private int position;
    private boolean serving = true;
    private @Nullable ReadListener listener;
    private boolean started;
    private @Nullable Thread calling;
    private boolean advancedByListener;
    private boolean endWaiting;
    private boolean ended;

    /**
     * A stream from the first byte.
     *
     * @param request tells whether an asynchronous cycle is under way, and lends it its threads
     */
    ReplayedInputStream(byte[] body, HttpServletRequest request) {
        this.body = body;
        this.request = request;
    }

    @Override
    public int read() {
        synchronized (lock) {
            if (position < body.length) {
                advance(1);
                return body[position - 1] & 0xff;
            }
        }
        endSeen();
        return -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        synchronized (lock) {
            int count = Math.min(length, body.length - position);
            if (count > 0) {
                System.arraycopy(body, position, into, offset, count);
                advance(count);
                return count;
            }
        }
        endSeen();
        return -1;
    }

    @Override
    public long skip(long count) {
        synchronized (lock) {
            long skipped = Math.max(0, Math.min(count, body.length - position));
            advance((int) skipped);
            return skipped;
        }
    }

    private void advance(int count) {
        position += count;
        advancedByListener |= count > 0 && Thread.currentThread() == calling;
    }

    @Override
    public int available() {
        synchronized (lock) {
            return body.length - position;
        }
    }

    @Override
    public boolean isFinished() {
        boolean finished = available() == 0;
        if (finished) {
            endSeen();
        }
        return finished;
    }

    /** True always: a read never blocks, at the end of the body neither. */
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener readListener) {
        Objects.requireNonNull(readListener, "readListener");
        synchronized (lock) {
            if (listener != null) {
                throw new IllegalStateException("ReadListener already set");
            }
            if (!request.isAsyncStarted()) {
                throw new IllegalStateException("Async not started");
            }
            listener = readListener;
            started = !serving;
            if (serving) {
                return;
            }
        }
        inContainerThread(this::callListener);
    }

    boolean hasListener() {
        synchronized (lock) {
            return listener != null;
        }
    }

    /** Tells that a service method runs: a listener set from now on has to wait. */
    void serviceEntered() {
        synchronized (lock) {
            serving = true;
        }
    }

    /**
     * Tells that the service method has returned, so that a listener may be called from here on, and calls a waiting
     * one.
     */
    void serviceReturned() {
        boolean waiting;
        synchronized (lock) {
            serving = false;
            waiting = listener != null && !started;
            started |= waiting;
        }
        if (waiting) {
            callListener();
        }
    }

    /**
     * Calls the listener as long as it reads. One that does not read in its callback has handed the stream to another
     * thread, and gets its last call when that thread has come to the end.
     */
    private void callListener() {
        ReadListener called;
        synchronized (lock) {
            called = Objects.requireNonNull(listener);
            calling = Thread.currentThread();
            endWaiting |= position == body.length;
        }
        try {
            while (available() > 0 && advances(called)) {
                // The next piece
            }
        } catch (Throwable e) {
            fail(called, e);
            return;
        }
        boolean last;
        synchronized (lock) {
            calling = null;
            last = !ended && (endWaiting || (advancedByListener && position == body.length));
            ended |= last;
        }
        if (last) {
            lastCall(called);
        }
    }

    private boolean advances(ReadListener called) throws IOException {
        synchronized (lock) {
            advancedByListener = false;
        }
        called.onDataAvailable();
        synchronized (lock) {
            return advancedByListener;
        }
    }

    /** The reader came upon the end: time for the last call, at once or behind the callback that is under way. */
    private void endSeen() {
        ReadListener called;
        synchronized (lock) {
            if (listener == null || !started || ended) {
                return;
            }
            if (calling != null) {
                endWaiting = true;
                return;
            }
            called = listener;
            ended = true;
        }
        inContainerThread(() -> lastCall(called));
    }

    private void lastCall(ReadListener called) {
        try {
            called.onAllDataRead();
        } catch (Throwable e) {
            fail(called, e);
        }
    }

    private void fail(ReadListener called, Throwable failure) {
        synchronized (lock) {
            calling = null;
            ended = true;
        }
        called.onError(failure);
    }

    private void inContainerThread(Runnable task) {
        AsyncContext context = request.getAsyncContext();
        context.start(task);
    }
}
