package io.hookward.claim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What a {@link DeliveryStore} knows about a key that is not absent. Immutable. */
public sealed interface ClaimState {

    /**
     * How long the state lasts if nobody changes it, by the store's clock.
     *
     * @return the time that is left of the lease or the retention; never negative
     */
    Duration remaining();

    /**
     * Somebody holds a claim on the key.
     *
     * @param token the token of the claim
     * @param remaining what is left of its lease
     */
    record InFlight(ClaimToken token, Duration remaining) implements ClaimState {
        /** Refuses null, and a negative time. */
        public InFlight {
            requireNonNull(token, "token");
            requireNotNegative(remaining);
        }
    }

    /**
     * The key is done.
     *
     * @param remaining what is left of its retention
     */
    record Done(Duration remaining) implements ClaimState {
        /** Refuses null, and a negative time. */
        public Done {
            requireNotNegative(remaining);
        }
    }

    private static void requireNotNegative(Duration remaining) {
        if (remaining.isNegative()) {
            throw new IllegalArgumentException("remaining must not be negative, was " + remaining);
        }
    }
}
