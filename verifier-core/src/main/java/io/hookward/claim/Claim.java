package io.hookward.claim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What a {@link DeliveryStore} answers to the question "am I the first?". Immutable. */
public sealed interface Claim {

    /**
     * The caller is the first, and the only one, until its lease is over.
     *
     * @param token proves the ownership to the calls that end or prolong the claim
     */
    record Won(ClaimToken token) implements Claim {
        /** Refuses null. */
        public Won {
            requireNonNull(token, "token");
        }
    }

    /**
     * Somebody else holds the claim and may yet fail: this delivery must neither run nor be acknowledged now.
     *
     * @param remaining how long the other's lease still holds as of the answer, by the store's clock; never negative,
     *     and rounded up by a store that knows it coarsely. The claim may end earlier, by success or failure, or be
     *     renewed: it is a hint when to ask again, not a promise
     * @param sameContent whether the holder claimed with the same content fingerprint
     */
    record InFlight(Duration remaining, boolean sameContent) implements Claim {
        /** Refuses null, and a negative time. */
        public InFlight {
            if (remaining.isNegative()) {
                throw new IllegalArgumentException("remaining must not be negative, was " + remaining);
            }
        }
    }

    /**
     * The delivery was processed within its retention: acknowledge it, and do not run it again.
     *
     * @param sameContent whether it was claimed with the same content fingerprint when it was processed
     */
    record Done(boolean sameContent) implements Claim {}
}
