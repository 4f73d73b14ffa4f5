package io.hookward.cli;

import java.util.Locale;
import java.util.function.LongConsumer;

/** Shows on a terminal that something goes on. */
final class Progress implements LongConsumer {
    private static final long EVERY_NANOS = 200_000_000;

    private final Terminal terminal;
    private final long start = System.nanoTime();
    private long shown = System.nanoTime();
    private boolean visible;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(long tried) {
        long now = System.nanoTime();
        if (terminal.isTerminal() && now - shown > EVERY_NANOS) {
            shown = now;
            visible = true;
            terminal.err().printf(Locale.ROOT, "\rtried %,d variations, %.1f s ", tried, (now - start) / 1e9);
            terminal.err().flush();
        }
    }

    void clear() {
        if (visible) {
            terminal.err().print("\r" + " ".repeat(50) + "\r");
            terminal.err().flush();
        }
    }
}
