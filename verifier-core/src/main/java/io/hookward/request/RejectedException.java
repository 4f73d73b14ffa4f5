package io.hookward.request;

/** Carries a {@link Rejection} to where it is handled. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    /** With a stack trace, for callers who asked for an exception. */
    public RejectedException(Rejection rejection) {
        this(rejection, true);
    }

    private RejectedException(Rejection rejection, boolean traced) {
        super(rejection.reason().code() + ": " + rejection.detail(), null, false, traced);
        this.rejection = rejection;
    }

    /** Without a stack trace, so that a flood of forgeries stays cheap. */
    public static RejectedException untraced(RejectionReason reason, String detail) {
        return new RejectedException(new Rejection(reason, detail), false);
    }

    /** Why the request was rejected. */
    public Rejection rejection() {
        return rejection;
    }
}
