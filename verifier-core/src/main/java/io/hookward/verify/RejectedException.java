package io.hookward.verify;

/** A request was no delivery; thrown only where the caller asked for it with {@link Verification#orElseThrow}. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    RejectedException(Rejection rejection) {
        super(rejection.reason().code() + ": " + rejection.detail());
        this.rejection = rejection;
    }

    /** Why. */
    public Rejection rejection() {
        return rejection;
    }
}
