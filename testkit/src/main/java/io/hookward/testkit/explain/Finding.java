package io.hookward.testkit.explain;

/**
 * One thing that has to be undone for the signature to match.
 *
 * @param cause what
 * @param detail the particulars, such as the name of the provider or of the header; empty if there are none. Never a
 *     secret nor a signature
 */
public record Finding(Cause cause, String detail) {
    /** The finding in one sentence without a full stop. */
    public String sentence() {
        return detail.isEmpty() ? cause.statement() : cause.statement() + ": " + detail;
    }
}
