package io.hookward.claim;

/** What the store in memory keeps for a key. */
sealed interface Entry permits Held, Mark {

    /** The fingerprint of the content the key was claimed with. */
    long fingerprint();

    /** The reading of the store's clock from which on the entry counts as absent. */
    long until();

    /** What a claim of the same key learns while this entry is live. */
    Claim answer(long contentFingerprint, long now);

    /** Whether the entry still counts. A difference, as the clock may start anywhere and wrap. */
    default boolean isLive(long now) {
        return until() - now > 0;
    }
}
