package io.hookward.claim;

/** What the store in memory knows of a key that is not absent. */
sealed interface Entry permits LeasedEntry, DoneEntry {

    /** Whether the key is in flight under this token. */
    boolean isHeldBy(ClaimToken token);

    /** Whether the key was completed under this token. */
    boolean isDoneBy(ClaimToken token);

    /** What others learn who claim the key. */
    Claim answer(ClaimEntry wanted, long now);
}
