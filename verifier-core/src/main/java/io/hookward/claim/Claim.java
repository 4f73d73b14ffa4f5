package io.hookward.claim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What a {@link DeliveryStore} answers to the question "am I the first?". Immutable. */
public sealed interface Claim {

    /** The caller holds all keys, and is the only one to hold any of them, until its lease is over. */
    record Won() implements Claim {}

    /** The claim was not granted, and nothing was changed: one of its keys is taken. */
    sealed interface Blocked extends Claim {

        /**
         * What stands in the way.
         *
         * @return the first key that is taken, in the order in which they were asked for
         */
        ClaimKey key();

        /**
         * Whether it is the same content.
         *
         * @return whether the key was taken with the content fingerprint that the caller gave for it
         */
        boolean sameContent();
    }

    /**
     * Somebody else holds a claim on the key and may yet fail: this delivery must neither run nor be acknowledged now.
     *
     * @param key the first key that is taken, in the order in which they were asked for
     * @param remaining how long the other's lease still holds as of the answer, by the store's clock; never negative,
     *     and rounded up by a store that knows it coarsely. The claim may end earlier, by success or failure, or be
     *     renewed: it is a hint when to ask again, not a promise
     * @param sameContent whether the holder claimed the key with the same content fingerprint
     */
    record InFlight(ClaimKey key, Duration remaining, boolean sameContent) implements Blocked {
        /** Refuses null, and a negative time. */
        public InFlight {
            requireNonNull(key, "key");
            if (remaining.isNegative()) {
                throw new IllegalArgumentException("remaining must not be negative, was " + remaining);
            }
        }
    }

    /**
     * A delivery with this key was processed within its retention: acknowledge it, and do not run it again.
     *
     * @param key the first key that is taken, in the order in which they were asked for
     * @param sameContent whether the key was claimed with the same content fingerprint when it was processed
     */
    record Done(ClaimKey key, boolean sameContent) implements Blocked {
        /** Refuses null. */
        public Done {
            requireNonNull(key, "key");
        }
    }
}
