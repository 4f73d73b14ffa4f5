package io.hookward.verify;

/** Carries a rejection up to the verifier. Without a stack trace, so that a flood of forgeries stays cheap. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    Refusal(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.rejection = new Rejection(reason, detail);
    }

    Rejection rejection() {
        return rejection;
    }
}
