package io.hookward.servlet;

import java.io.PrintWriter;
import java.io.Writer;

/** As {@link DelayedOutputStream}, for characters; the print writer around it takes nothing in once it is closed. */
final class DelayedWriter extends Writer {

    private final PrintWriter out;
    private final StringBuilder held = new StringBuilder();
    private boolean holding = true;
    private boolean closed;

    DelayedWriter(PrintWriter out) {
        this.out = out;
    }

    boolean isHolding() {
        return holding;
    }

    void discard() {
        held.setLength(0);
    }

    void letGo() {
        if (holding) {
            holding = false;
            out.append(held);
            held.setLength(0);
            if (closed) {
                out.close();
            }
        }
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        if (holding && held.length() + length <= DelayedResponse.MAX_HELD) {
            held.append(chars, offset, length);
            return;
        }
        letGo();
        out.write(chars, offset, length);
    }

    @Override
    public void flush() {
        if (!holding) {
            out.flush();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (!holding) {
            out.close();
        }
    }
}
