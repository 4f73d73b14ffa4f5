package io.hookward.testkit.check;

/** A failure that a probe asked for. It has no stack trace, since nothing is wrong. */
public final class ProbeFailure extends Exception {
    private static final long serialVersionUID = 1;

    ProbeFailure() {
        super("a probe asked for this failure", null, false, false);
    }
}
