package io.hookward.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an application's answer until the claim is settled, so that the provider hears 2xx only when the delivery
 * counts as done, and a handler that fails behind its last write still fails in the provider's eyes.
 *
 * <p>Containers send an answer as soon as it is flushed, closed, or as long as announced, which frameworks do inside
 * the handler. Up to 8 KiB are kept here instead; a longer answer, or one written with a listener, leaves as the
 * container likes.
 */
final class DelayedResponse extends HttpServletResponseWrapper {

    /** Bytes of the stream, or characters of the writer. */
    static final int MAX_HELD = 8 * 1024;

    private @Nullable DelayedOutputStream stream;
    private @Nullable DelayedWriter heldWriter;
    private @Nullable PrintWriter writer;

    DelayedResponse(HttpServletResponse response) {
        super(response);
    }

    /** The held response that {@code response} is or wraps, or null. */
    static @Nullable DelayedResponse in(ServletResponse response) {
        ServletResponse inner = response;
        while (true) {
            if (inner instanceof DelayedResponse held) {
                return held;
            }
            if (!(inner instanceof ServletResponseWrapper wrapper)) {
                return null;
            }
            inner = wrapper.getResponse();
        }
    }

    /** Lets the answer go. */
    void letGo() throws IOException {
        if (isHolding() && isCommitted()) {
            // By a redirect of Servlet 6.1 that 6.0 does not know
            discard();
        }
        if (stream != null) {
            stream.letGo();
        }
        if (heldWriter != null) {
            heldWriter.letGo();
        }
    }

    private boolean isHolding() {
        return (stream == null || stream.isHolding()) && (heldWriter == null || heldWriter.isHolding());
    }

    private void discard() {
        if (stream != null) {
            stream.discard();
        }
        if (heldWriter != null) {
            heldWriter.discard();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new DelayedOutputStream(super.getOutputStream());
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            heldWriter = new DelayedWriter(super.getWriter());
            writer = new PrintWriter(heldWriter);
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!isHolding()) {
            super.flushBuffer();
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        super.sendError(status);
        discard();
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        super.sendError(status, message);
        discard();
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        super.sendRedirect(location);
        discard();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        discard();
    }

    @Override
    public void reset() {
        super.reset();
        stream = null;
        heldWriter = null;
        writer = null;
    }
}
