package io.hookward.testkit.check;

import io.hookward.scheme.SignatureScheme;
import java.util.function.Predicate;

/** The right answers: either those of Hookward's receivers, or any of the right class. */
final class Expectations {
    private final SignatureScheme scheme;
    private final boolean exact;
    private final boolean counted;

    Expectations(SignatureScheme scheme, boolean exact, boolean counted) {
        this.scheme = scheme;
        this.exact = exact;
        this.counted = counted;
    }

    /** Whether only Hookward's own answers are right. */
    boolean isExact() {
        return exact;
    }

    /** The application handled the delivery. */
    Expectation handled() {
        return new Expectation(
                counted ? "2xx, handled" : "2xx",
                answer -> answer.isSuccess() && answer.mayBeHandled() && !answer.isMarkedDuplicate());
    }

    /** The delivery cannot be trusted. */
    Expectation refused() {
        return exact ? status(scheme.facts().refusalStatus()) : unhandled("4xx", ObservedAnswer::isClientError);
    }

    /** The delivery was handled before. */
    Expectation duplicate() {
        return exact
                ? unhandled("200, duplicate", answer -> answer.isSuccess() && answer.isMarkedDuplicate())
                : unhandled(counted ? "2xx, not handled" : "2xx", ObservedAnswer::isSuccess);
    }

    /** The delivery is being handled. */
    Expectation inFlight() {
        return exact
                ? unhandled(
                        "503, retry later", answer -> answer.status() == 503 && answer.header("Retry-After") != null)
                : unhandled("4xx or 5xx", answer -> answer.isClientError() || answer.isServerError());
    }

    /** The delivery has the id of an earlier one, and another body. */
    Expectation conflict() {
        return exact
                ? duplicate().or(status(409))
                : unhandled("2xx or 4xx", answer -> answer.isSuccess() || answer.isClientError());
    }

    /** The delivery is an earlier one under another id. */
    Expectation replayed() {
        return exact ? refused() : unhandled("not handled", answer -> answer.status() > 0);
    }

    /** The application failed. */
    Expectation applicationFailure() {
        return unhandled("5xx", ObservedAnswer::isServerError);
    }

    Expectation methodNotAllowed() {
        return exact
                ? unhandled("405, allow …", answer -> answer.status() == 405 && answer.header("Allow") != null)
                : unhandled("4xx", ObservedAnswer::isClientError);
    }

    /** The sender may still be writing when the receiver closes the connection, and then never sees the answer. */
    Expectation tooLarge() {
        Expectation closed = new Expectation("closed connection", answer -> answer.status() == 0);
        return (exact ? status(413) : unhandled("4xx", ObservedAnswer::isClientError)).or(closed);
    }

    Expectation compressed() {
        return status(415);
    }

    /** Neither handled nor a fault of the receiver. */
    Expectation notAccepted() {
        return unhandled("3xx or 4xx", answer -> answer.status() / 100 == 3 || answer.isClientError());
    }

    private static Expectation status(int status) {
        return unhandled(String.valueOf(status), answer -> answer.status() == status);
    }

    private static Expectation unhandled(String text, Predicate<ObservedAnswer> answered) {
        return new Expectation(text, answered.and(ObservedAnswer::mayBeUnhandled));
    }
}
