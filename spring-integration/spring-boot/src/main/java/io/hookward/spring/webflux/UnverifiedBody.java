package io.hookward.spring.webflux;

import io.hookward.request.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A body while it is received. Its bytes are counted as unverified until it is closed. They are copied at once, because a
 * buffer with a single byte of a slow sender may occupy thousands. Safe for use by several threads.
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
     * Adds the bytes of a buffer, and releases the buffer.
     *
     * @return the size so far
     * @throws BodyRejectedException if this exceeds the limit of this body, or of all bodies together
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

    /** All bytes. From now on, the caller closes this. */
    synchronized byte[] whole() {
        whole = true;
        return bytes.toByteArray();
    }

    /** Reading has ended early. Closes this, unless {@link #whole} was called. */
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
