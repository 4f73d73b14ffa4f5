package io.hookward.spring.webflux;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;

/** Why a body was not read to its end: no failure of anything, so it has no stack trace. */
final class BodyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    BodyRefused(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Rejection why() {
        return new Rejection(reason, String.valueOf(getMessage()));
    }
}
