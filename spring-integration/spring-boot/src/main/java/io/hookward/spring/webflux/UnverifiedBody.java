package io.hookward.spring.webflux;

import io.hookward.request.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A body as it comes in, which counts among the unverified bytes until it is closed, and never again. Bytes are copied at
 * once: a buffer with one byte of a sender who drips may hold thousands. Safe for use by several threads.
 */
final class UnverifiedBody implements AutoCloseable {
    private final ByteBudget counted;
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean whole;
    private boolean closed;

    UnverifiedBody(ByteBudget counted, int limit) {
        this.counted = counted;
        this.limit = limit;
    }

    /**
     * Adds what a buffer holds, and releases it.
     *
     * @return the size so far
     * @throws BodyRejectedException if it is too much, for this body or for all of them
     */
    synchronized int add(DataBuffer buffer) {
        try (InputStream in = buffer.asInputStream()) {
            int more = buffer.readableByteCount();
            if (more > limit - bytes.size()) {
                throw tooLarge(limit);
            }
            if (closed || !counted.take(more)) {
                throw new BodyRejectedException(RejectionReason.OVERLOADED, "too many unverified bytes are held");
            }
            in.transferTo(bytes);
            return bytes.size();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    synchronized boolean isEmpty() {
        return bytes.size() == 0;
    }

    static BodyRejectedException tooLarge(int limit) {
        return new BodyRejectedException(RejectionReason.BODY_TOO_LARGE, "the body has more than " + limit + " bytes");
    }

    /** All bytes: from now on whoever judges them closes this. */
    synchronized byte[] whole() {
        whole = true;
        return bytes.toByteArray();
    }

    /** Nobody reads on; closes this unless somebody judges it. */
    synchronized void abandon() {
        if (!whole) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            counted.giveBack(bytes.size());
        }
    }
}
