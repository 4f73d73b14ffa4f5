package io.hookward.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Keeps what is written, and whether it was closed, until it is let go or becomes too much to keep. */
final class DelayedOutputStream extends ServletOutputStream {

    private final ServletOutputStream out;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(256);
    private boolean holding = true;
    private boolean closed;

    DelayedOutputStream(ServletOutputStream out) {
        this.out = out;
    }

    boolean isHolding() {
        return holding;
    }

    void discard() {
        held.reset();
    }

    void letGo() throws IOException {
        if (holding) {
            holding = false;
            if (held.size() > 0) {
                held.writeTo(out);
                held.reset();
            }
            if (closed) {
                out.close();
            }
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed) {
            throw new IOException("The response is closed");
        }
        if (holding && held.size() + length <= DelayedResponse.MAX_HELD) {
            held.write(bytes, offset, length);
            return;
        }
        letGo();
        out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (!holding) {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (!holding) {
            out.close();
        }
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    /** Writing without blocking is between the application and the container, so nothing is held any more. */
    @Override
    public void setWriteListener(WriteListener listener) {
        try {
            letGo();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.setWriteListener(listener);
    }
}
