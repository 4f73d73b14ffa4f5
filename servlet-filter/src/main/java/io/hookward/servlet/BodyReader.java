package io.hookward.servlet;

import io.hookward.servlet.BodyReading.Failure;
import io.hookward.servlet.BodyReading.Whole;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a request body once, and never more of it than the limit and one byte.
 *
 * <p>Memory grows with what has come, not with what was announced: a forged {@code Content-Length} costs the sender
 * as many bytes as it costs the server.
 *
 * <p>The deadline is for the whole body, so that a sender who drips bytes within the container's idle time-out is cut
 * off. It is looked at between reads: one blocking read ends when bytes come or when the container's own idle
 * time-out does, so a body that stalls entirely holds its thread for the deadline and one idle time-out at most.
 *
 * <p>Safe for any number of threads.
 */
final class BodyReader {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    private static final int FIRST_BUFFER = 8 * 1024;

    private final long deadlineNanos;
    private final LongSupplier nanoTime;

    /**
     * A reader with one deadline for every body.
     *
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    BodyReader(Duration deadline, LongSupplier nanoTime) {
        this.deadlineNanos = deadline.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Reads the body of {@code request}, blocking; {@code limit} is in bytes, and a body of exactly that size is
     * whole.
     */
    BodyReading read(HttpServletRequest request, int limit) {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            return Failure.TOO_LARGE;
        }
        ServletInputStream in;
        try {
            in = request.getInputStream();
        } catch (IllegalStateException e) {
            LOG.debug("The body's reader was taken before the filter", e);
            return Failure.CONSUMED;
        } catch (IOException e) {
            LOG.debug("The body cannot be had", e);
            return Failure.CUT_OFF;
        }
        boolean framed = announced > 0 || request.getHeader("Transfer-Encoding") != null;
        if (framed && in.isFinished()) {
            return Failure.CONSUMED;
        }
        try {
            // Somebody in front may have unpacked the body, and left the length as it was
            boolean exact = !(request instanceof ServletRequestWrapper);
            return read(in, announced, exact, limit);
        } catch (IOException | RuntimeException e) {
            // Containers also throw unchecked, for a broken chunk or an idle time-out
            LOG.debug("The body ended early", e);
            return Failure.CUT_OFF;
        }
    }

    private BodyReading read(ServletInputStream in, long announced, boolean exact, int limit) throws IOException {
        long start = nanoTime.getAsLong();
        byte[] buffer = new byte[(int) Math.min(FIRST_BUFFER, announced < 0 ? limit : announced)];
        int count = 0;
        while (true) {
            if (count == buffer.length) {
                int next = in.read();
                if (next < 0) {
                    return ended(buffer, count, announced, exact);
                }
                if (count == limit) {
                    return Failure.TOO_LARGE;
                }
                buffer = Arrays.copyOf(buffer, larger(count, announced, limit));
                buffer[count++] = (byte) next;
            } else {
                int came = in.read(buffer, count, buffer.length - count);
                if (came < 0) {
                    return ended(buffer, count, announced, exact);
                }
                count += came;
            }
            if (nanoTime.getAsLong() - start > deadlineNanos) {
                return Failure.TOO_SLOW;
            }
        }
    }

    private static int larger(int count, long announced, int limit) {
        long doubled = Math.max(FIRST_BUFFER, 2L * count);
        return (int) Math.min(announced > count ? Math.min(doubled, announced) : doubled, limit);
    }

    private static BodyReading ended(byte[] buffer, int count, long announced, boolean exact) {
        if (count < announced && (exact || count == 0)) {
            // A client that goes away shows as an exception, so a clean end before the first byte means another reader
            return count == 0 ? Failure.CONSUMED : Failure.CUT_OFF;
        }
        return new Whole(count == buffer.length ? buffer : Arrays.copyOf(buffer, count));
    }
}
