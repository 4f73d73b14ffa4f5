package io.hookward.spring.webflux;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;

/** A body was not read to its end. It has no stack trace, because nothing failed. */
final class BodyRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    BodyRejectedException(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Rejection why() {
        return new Rejection(reason, String.valueOf(getMessage()));
    }
}
