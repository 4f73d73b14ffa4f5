package io.hookward.verify;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.TimestampRule;
import java.time.Duration;

/**
 * How old and how far ahead a timestamp may be. Both ends count as inside.
 *
 * @param pastMillis tolerance for the past
 * @param futureMillis tolerance for the future
 */
record Freshness(long pastMillis, long futureMillis) {
    static Freshness of(Duration past, Duration future) {
        return new Freshness(millis(past, "past"), millis(future, "future"));
    }

    private static long millis(Duration tolerance, String side) {
        if (tolerance.isNegative() || tolerance.isZero()) {
            throw new IllegalArgumentException("the tolerance for the " + side + " must be positive, not " + tolerance
                    + "; to accept any age, call acceptAnyAge()");
        }
        if (tolerance.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("a tolerance of " + tolerance + " for the " + side
                    + " is none at all; to accept any age, call acceptAnyAge()");
        }
        return tolerance.toMillis();
    }

    /** A clock that is behind the provider's by less than the tolerance for the future does not matter. */
    void checkExpiry(long expires, long now) {
        if (expires < now - futureMillis) {
            throw RejectedException.untraced(
                    RejectionReason.TIMESTAMP_TOO_OLD, "expired " + (now - expires) / 1000 + " s ago");
        }
    }

    void check(long sentAt, long now, TimestampRule.Unit unit) {
        // A stamp in whole seconds says nothing about the fraction, so the fraction of now must not count against it.
        long moment = unit == TimestampRule.Unit.MILLISECONDS ? now : now - Math.floorMod(now, 1000L);
        if (sentAt < moment - pastMillis) {
            throw RejectedException.untraced(
                    RejectionReason.TIMESTAMP_TOO_OLD,
                    "sent " + (moment - sentAt) / 1000 + " s ago, the tolerance is " + pastMillis / 1000 + " s");
        }
        if (sentAt > moment + futureMillis) {
            throw RejectedException.untraced(
                    RejectionReason.TIMESTAMP_TOO_NEW,
                    "sent " + (sentAt - moment) / 1000 + " s in the future, the tolerance is " + futureMillis / 1000
                            + " s");
        }
    }
}
