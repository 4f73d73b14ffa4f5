package io.hookward.claim;

import java.time.Duration;

/**
 * Remembers which deliveries were processed, and grants the right to process one to a single caller at a time.
 *
 * <p>A key is in one of three states:
 *
 * <pre>
 *   absent ── claim ──&gt; in flight (token, lease) ── complete ──&gt; done (retention)
 *      ^                    │  release, forget, lease over │           │
 *      └────────────────────┴──────────────────────────────┴───────────┘  retention over, forget
 * </pre>
 *
 * <p><b>Atomicity.</b> Every method is one indivisible step per key, for all threads and all processes that share the
 * store. Of any number of callers that claim an absent key at once, exactly one gets {@link Claim.Won}. Different keys
 * do not affect each other, save that a store with a limit may be full.
 *
 * <p><b>Fencing.</b> {@link #renew}, {@link #complete} and {@link #release} take effect only while the key is in flight
 * under the very token that is given. A late owner, whose lease is over, changes nothing and is told so by
 * {@code false}, whether or not somebody else has taken over. It has no way back: the work it has done must be counted
 * as done without a mark.
 *
 * <p><b>Time.</b> The store's own clock decides, never the caller's: an in-memory store uses the monotonic time of its
 * process, a shared store the time of its server. A lease or retention of length {@code d} that begins at {@code t}
 * covers {@code t} (inclusive) to {@code t + d} (exclusive); from {@code t + d} on the key is absent, even where the store
 * has not yet removed the record. Only the calls that say so begin a period: asking never prolongs one. Both durations
 * must be positive. One too long for the store to represent, {@code Duration.ofSeconds(Long.MAX_VALUE)} included, is
 * not an error: it is taken as the longest the store knows.
 *
 * <p><b>Keys.</b> Keys that are not {@link ClaimKey#equals equal} never meet: a store compares them exactly, without
 * folding case, blanks, accents or width, and without cutting.
 *
 * <p>Implementations are safe for use by many threads. Every method throws {@link DeliveryStoreException} when the store
 * cannot answer; the caller then knows nothing about the state, and must not take the delivery for a duplicate. Every
 * method throws {@link NullPointerException} for a null argument.
 *
 * <p>Whoever writes a store of their own proves it with {@code io.hookward.testkit.DeliveryStoreContract}.
 */
public interface DeliveryStore {

    /**
     * Asks "am I the first?", and takes the claim if so.
     *
     * <p>If the key is absent, it becomes in flight under a new token, for the lease, and remembers the fingerprint. If
     * not, nothing changes: the state, its end and its fingerprint stay what they were.
     *
     * @param key what is claimed
     * @param contentFingerprint a hash of the content that arrived under this key; a later claim of the same key learns
     *     whether its own is equal. It tells an honest repetition from two contents under one id, and decides nothing
     * @param lease how long the claim holds if its owner falls silent; positive
     * @return {@link Claim.Won} to exactly one caller, else {@link Claim.InFlight} or {@link Claim.Done}
     * @throws IllegalArgumentException if the lease is zero or negative
     * @throws StoreFullException if the key is absent and the store has no room to remember it
     * @throws DeliveryStoreException if the store cannot answer
     */
    Claim claim(ClaimKey key, long contentFingerprint, Duration lease);

    /**
     * Lets the claim hold for another lease, counted from now: what was left of the old lease is dropped, not added.
     *
     * @param key the claimed key
     * @param token the token that {@link #claim} gave
     * @param lease how long the claim holds from now; positive
     * @return false if the caller does not own the claim any more; it should then stop its work
     * @throws IllegalArgumentException if the lease is zero or negative
     * @throws DeliveryStoreException if the store cannot answer
     */
    boolean renew(ClaimKey key, ClaimToken token, Duration lease);

    /**
     * Ends the claim with success: the key is done, and stays so for the retention, counted from now.
     *
     * @param key the claimed key
     * @param token the token that {@link #claim} gave
     * @param retention how long the key is remembered as done; positive, and longer than the sender's whole retry span
     * @return false if the caller does not own the claim any more; then nothing was changed, and the delivery may run,
     *     or have run, a second time
     * @throws IllegalArgumentException if the retention is zero or negative
     * @throws DeliveryStoreException if the store cannot answer
     */
    boolean complete(ClaimKey key, ClaimToken token, Duration retention);

    /**
     * Ends the claim without success: the key is absent again, so that the sender's next attempt runs.
     *
     * @param key the claimed key
     * @param token the token that {@link #claim} gave
     * @return false if the caller does not own the claim any more; then nothing was changed
     * @throws DeliveryStoreException if the store cannot answer
     */
    boolean release(ClaimKey key, ClaimToken token);

    /**
     * Makes the key absent whatever its state and owner, so that an operator can let a delivery run once more. An owner
     * that is still at work loses its claim.
     *
     * @param key the key to forget
     * @return true if the key was in flight or done, false if it was absent
     * @throws DeliveryStoreException if the store cannot answer
     */
    boolean forget(ClaimKey key);
}
