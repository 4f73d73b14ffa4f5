package io.hookward;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Limits how many lines of each topic are written in a window of time, and counts those that are left out. Every line
 * is either written or part of exactly one count. There is no thread behind it: a window that is over is noticed when
 * something else happens. Safe for use by several threads.
 *
 * @param <T> what a line is about; there must be few of them, because they are kept
 */
final class LogLimit<T> {
    private static final long NEVER = Long.MAX_VALUE;

    private final int lines;
    private final long windowNanos;
    private final LongSupplier nanoTime;
    private final long origin;
    private final Summary<T> summary;
    private final Map<T, AtomicReference<Window>> windows = new ConcurrentHashMap<>();

    /** When the first of the windows in which lines were left out is over. */
    private final AtomicLong nextSummary = new AtomicLong(NEVER);

    /** Is told how many lines of a topic were left out in a window that is over. */
    @FunctionalInterface
    interface Summary<T> {
        /** Writes it down; {@code sinceBegin} is how long ago the window began. */
        void leftOut(T topic, long count, Duration sinceBegin);
    }

    private static final class Window {
        static final long CLOSED = Long.MIN_VALUE;

        final long begin;
        /** Lines so far, written or not; negative once the window is closed. */
        final AtomicLong lines;

        Window(long begin, long lines) {
            this.begin = begin;
            this.lines = new AtomicLong(lines);
        }
    }

    /**
     * A limit.
     *
     * @param lines how many lines of a topic are written in one window
     * @param nanoTime supplies the current monotonic time in nanoseconds
     */
    LogLimit(int lines, Duration window, LongSupplier nanoTime, Summary<T> summary) {
        this.lines = lines;
        this.windowNanos = window.toNanos();
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.summary = summary;
    }

    /** Whether a line about a topic is to be written now; otherwise it is counted. */
    boolean admits(T topic) {
        long now = now();
        summarize(now);
        AtomicReference<Window> current = windows.get(topic);
        if (current == null) {
            current = windows.computeIfAbsent(topic, any -> new AtomicReference<>(new Window(now, 0)));
        }
        while (true) {
            Window window = current.get();
            if (now - window.begin >= windowNanos) {
                // Begins a window with this line as its first.
                if (current.compareAndSet(window, new Window(now, 1))) {
                    close(topic, window, now);
                    return true;
                }
                continue;
            }
            long line = window.lines.incrementAndGet();
            if (line > 0) {
                if (line == lines + 1L) {
                    nextSummary.accumulateAndGet(window.begin + windowNanos, Math::min);
                }
                return line <= lines;
            }
            // Another thread has just closed this window.
        }
    }

    /** Tells of the lines that were left out in windows that are over. Costs next to nothing when there are none. */
    void summarize() {
        if (nextSummary.get() != NEVER) {
            summarize(now());
        }
    }

    private void summarize(long now) {
        long due = nextSummary.get();
        if (now < due || !nextSummary.compareAndSet(due, NEVER)) {
            return;
        }
        windows.forEach((topic, current) -> {
            Window window = current.get();
            if (window.lines.get() <= lines) {
                return;
            }
            long end = window.begin + windowNanos;
            if (now < end) {
                nextSummary.accumulateAndGet(end, Math::min);
            } else if (current.compareAndSet(window, new Window(now, 0))) {
                close(topic, window, now);
            }
        });
    }

    /** Called once for each window: by the thread that replaced it. */
    private void close(T topic, Window window, long now) {
        long leftOut = window.lines.getAndSet(Window.CLOSED) - lines;
        if (leftOut > 0) {
            summary.leftOut(topic, leftOut, Duration.ofNanos(now - window.begin));
        }
    }

    private long now() {
        return nanoTime.getAsLong() - origin;
    }
}
