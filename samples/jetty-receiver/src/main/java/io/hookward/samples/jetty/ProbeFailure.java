package io.hookward.samples.jetty;

/** A probe asked for this failure. */
final class ProbeFailure extends Exception {
    private static final long serialVersionUID = 1;

    ProbeFailure() {
        super("a probe asked for this", null, false, false);
    }
}
