package io.hookward.servlet;

import io.hookward.Answer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request whose body nobody is going to use, without a thread that waits for it.
 *
 * <p>A container reads the rest of such a body before it takes the next request of the connection, and Tomcat does so in the
 * thread of the request, also when it closes the connection afterwards: a few hundred senders who announce a body, and are
 * refused by their heads, hold every thread. So what has not come yet is read without blocking, after the answer has left,
 * for two seconds and two megabytes at most: a sender who is still sending reads the answer, where a connection that is
 * closed at once would be reset. Then the connection is closed.
 */
final class UnreadBody implements ReadListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);

    private static final long LINGER_MILLIS = 2_000;

    private static final int MAX_BYTES = 2 * 1024 * 1024;

    /** What is here already is read in the thread of the request, if it is not much. */
    private static final int MAX_BYTES_AT_ONCE = 64 * 1024;

    private final ServletInputStream in;
    private final AsyncContext context;
    private final byte[] buffer = new byte[8 * 1024];
    private final AtomicBoolean completed = new AtomicBoolean();
    private int count;

    private UnreadBody(ServletInputStream in, AsyncContext context) {
        this.in = in;
        this.context = context;
    }

    /** Writes an answer to a request whose body has not been read to its end. */
    static void answer(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!mayHoldThread(request) || isHere(request)) {
            AnswerWriter.write(answer, request, response);
            return;
        }
        ServletInputStream in = request.getInputStream();
        UnreadBody unread = new UnreadBody(in, request.startAsync());
        unread.context.setTimeout(LINGER_MILLIS);
        unread.context.addListener(unread);
        try {
            response.setHeader("Connection", "close");
            AnswerWriter.write(answer, request, response);
            response.flushBuffer();
            in.setReadListener(unread);
        } catch (IOException | RuntimeException e) {
            LOG.debug("The sender went away before it was answered", e);
            unread.complete();
        }
    }

    /** Not with HTTP/2, where a stream is closed by itself, nor where the container sees to it: the sender waits. */
    private static boolean mayHoldThread(HttpServletRequest request) {
        return (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null)
                && AnswerWriter.isHttp1(request)
                && request.getHeader("Expect") == null
                && request.getDispatcherType() == DispatcherType.REQUEST
                && request.isAsyncSupported()
                && !request.isAsyncStarted();
    }

    /** Whether the rest of the body could be read without waiting. It has been read then. */
    private static boolean isHere(HttpServletRequest request) {
        try {
            ServletInputStream in = request.getInputStream();
            byte[] buffer = new byte[8 * 1024];
            long announced = request.getContentLengthLong();
            int count = 0;
            while (count != announced && !in.isFinished()) {
                int ready = in.available();
                if (ready <= 0 || count > MAX_BYTES_AT_ONCE) {
                    return false;
                }
                int came = in.read(buffer, 0, Math.min(ready, buffer.length));
                if (came < 0) {
                    return true;
                }
                count += came;
            }
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.debug("The body has ended early, or somebody else reads it", e);
            return true;
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady() && !in.isFinished()) {
            int came = in.read(buffer);
            count += Math.max(0, came);
            if (came < 0 || count > MAX_BYTES) {
                complete();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        complete();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("The sender went away after it was answered", failure);
        complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        complete();
    }

    @Override
    public void onError(AsyncEvent event) {
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        completed.set(true);
    }

    /** Nobody starts another cycle. */
    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void complete() {
        if (completed.compareAndSet(false, true)) {
            context.complete();
        }
    }
}
