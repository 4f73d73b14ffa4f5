package io.hookward.servlet;

import io.hookward.servlet.BodyReading.Failure;
import io.hookward.servlet.BodyReading.Whole;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a small body that is already here, without ever blocking on the network.
 *
 * <p>The way in while all places for waiting bodies are taken: an honest delivery sends its body right behind its
 * head, so it gets through where a sender who stalls does not. It needs {@link ServletInputStream#available()} to
 * look at the connection (Jetty's does); where it only looks at what was read already (Tomcat's), fewer bodies are
 * found here, and the others are told to come back.
 */
final class ArrivedBody {

    private static final Logger LOG = LoggerFactory.getLogger(ArrivedBody.class);

    /** Larger bodies need several round trips, which is waiting. */
    static final int MAX_BYTES = 64 * 1024;

    private static final long GRACE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

    private ArrivedBody() {}

    /**
     * The body of {@code request} if all of it is here and fits {@code limit} bytes.
     *
     * @param patient whether it may also come within a fifth of a second
     */
    static BodyReading take(HttpServletRequest request, int limit, boolean patient) {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            return Failure.TOO_LARGE;
        }
        if (announced < 0 || announced > MAX_BYTES || request.getHeader("Expect") != null) {
            return Failure.BUSY;
        }
        try {
            return take(request.getInputStream(), new byte[(int) announced], patient ? GRACE_NANOS : 0);
        } catch (IllegalStateException e) {
            LOG.debug("The body's reader was taken before the filter", e);
            return Failure.CONSUMED;
        } catch (IOException | RuntimeException e) {
            LOG.debug("The body ended early", e);
            return Failure.CUT_OFF;
        }
    }

    private static BodyReading take(ServletInputStream in, byte[] body, long grace) throws IOException {
        long start = System.nanoTime();
        int count = 0;
        while (count < body.length) {
            int ready = in.available();
            if (ready > 0) {
                int came = in.read(body, count, Math.min(ready, body.length - count));
                if (came < 0) {
                    // Of another length than announced: somebody in front has unpacked it
                    return Failure.BUSY;
                }
                count += came;
            } else if (System.nanoTime() - start >= grace
                    || Thread.currentThread().isInterrupted()) {
                return Failure.BUSY;
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        // At the end of a body of that length, this does not wait
        return in.read() < 0 ? new Whole(body) : Failure.BUSY;
    }
}
