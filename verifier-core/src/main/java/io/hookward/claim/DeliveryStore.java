package io.hookward.claim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
 * <p><b>Several keys.</b> A delivery may have more than one key, for instance its id and its signature. They are claimed,
 * renewed, completed and released together: a call changes all of its keys or none.
 *
 * <p><b>Atomicity.</b> Every method is one indivisible step over all of its keys, for all threads and all processes that
 * share the store: nobody ever sees some keys of a call changed and others not. Of any number of callers whose keys
 * overlap, in whatever order they name them, at most one holds a claim; where all keys are absent, exactly one gets
 * {@link Claim.Won}. Calls that have no key in common do not affect each other, save that a store with a limit may be full.
 *
 * <p><b>Fencing.</b> The caller makes the {@link ClaimToken}, a new one for each delivery that it receives. {@link #renew}
 * and {@link #complete} take effect only while all keys are the caller's own: in flight under the very token that is given.
 * A late owner, which lost any of its keys to the end of its lease, to somebody else or to {@link #forget}, changes none of
 * them and is told so by {@code false}. It has no way back: the work it has done must be counted as done without a mark.
 *
 * <p><b>Repetition.</b> When a call fails or its answer is lost, the caller cannot know whether it was applied. So every call
 * may be repeated with the same entries and token: a claim that was applied is won again, and completing or releasing
 * again has the same answer and changes nothing. A caller that gives up releases.
 *
 * <p><b>Time.</b> The store's own clock decides, never the caller's: an in-memory store uses the monotonic time of its
 * process, a shared store the time of its server. A lease or retention of length {@code d} that begins at {@code t}
 * covers {@code t} (inclusive) to {@code t + d} (exclusive); from {@code t + d} on the key is absent, even where the store
 * has not yet removed the record. Only the calls that say so begin a period: asking never prolongs one. A duration too long
 * for the store to represent, {@code Duration.ofSeconds(Long.MAX_VALUE)} included, is not an error: it is taken as the
 * longest the store knows.
 *
 * <p><b>Keys.</b> Keys that are not {@link ClaimKey#equals equal} never meet: a store compares them exactly, without
 * folding case, blanks, accents or width, and without cutting.
 *
 * <p>Implementations are safe for use by many threads. Every method throws {@link DeliveryStoreException} when the store
 * cannot answer; the caller then knows nothing about the state, and must not take the delivery for a duplicate. Every
 * method throws {@link NullPointerException} for a null argument, and {@link IllegalArgumentException} for entries that are
 * empty or name a key twice ({@link ClaimEntry#checked}); then nothing was changed.
 *
 * <p>Whoever writes a store of their own proves it with {@code io.hookward.testkit.DeliveryStoreContract}.
 */
public interface DeliveryStore {

    /**
     * Asks "am I the first?", and takes the claim if so.
     *
     * <p>It is won if every key is absent, or in flight under this token already, as after a call whose answer was lost.
     * Then all keys are in flight under the token, each with the fingerprint of its entry, for the lease, counted from now.
     *
     * <p>In any other case nothing changes: the states, their ends and their fingerprints stay what they were. The answer
     * names the first key, in the order of the entries, that stands in the way: one in flight under another token, or done
     * under whatever token, this one included.
     *
     * @param entries all keys of one delivery, each once
     * @param token made by the caller for this delivery; proves the ownership to later calls
     * @param lease how long the claim holds if its owner falls silent; positive
     * @return {@link Claim.Won}, {@link Claim.InFlight} or {@link Claim.Done}
     * @throws IllegalArgumentException if the lease is zero or negative, or the entries are not valid
     * @throws StoreFullException if the claim could be won but the store has no room to remember it
     * @throws DeliveryStoreException if the store cannot answer; the claim may have been taken, so repeat or
     *     {@linkplain #release release} it with the same token
     */
    Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease);

    /**
     * Lets the claim hold for another lease, counted from now: what was left of the old lease is dropped, not added. It takes
     * effect if every key is in flight under the token. The fingerprints remain those of the claim.
     *
     * @param entries all keys that were claimed
     * @param token the token of the claim
     * @param lease how long the claim holds from now; positive
     * @return false if the caller does not own all keys any more; then nothing was changed, and it should stop its work
     * @throws IllegalArgumentException if the lease is zero or negative, or the entries are not valid
     * @throws DeliveryStoreException if the store cannot answer
     */
    boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease);

    /**
     * Ends the claim with success: every key is done, and stays so for the retention of its entry, counted from now. It takes
     * effect if every key is in flight under the token. The fingerprints remain those of the claim.
     *
     * <p>It may be repeated: a key that was completed under this token stays as it is, its retention counted from the first
     * time, and is no obstacle. So the answer is true again, until a key's retention is over.
     *
     * @param entries all keys that were claimed
     * @param token the token of the claim
     * @return true if all keys are done under this token; false if any is absent, done under another token, or in flight
     *     under another: then nothing was changed, and the delivery may run, or have run, a second time
     * @throws IllegalArgumentException if the entries are not valid
     * @throws DeliveryStoreException if the store cannot answer; the claim may have been completed
     */
    boolean complete(List<ClaimEntry> entries, ClaimToken token);

    /**
     * Ends the claim without success: every key is absent again, so that the sender's next attempt runs. It takes effect if
     * every key is in flight under the token or absent, as after the end of the lease or a release whose answer was lost.
     *
     * @param entries all keys that were claimed
     * @param token the token of the claim
     * @return true if all keys are absent now; false if any is done, under whatever token, or in flight under another:
     *     then nothing was changed
     * @throws IllegalArgumentException if the entries are not valid
     * @throws DeliveryStoreException if the store cannot answer; the claim may have been released
     */
    boolean release(List<ClaimEntry> entries, ClaimToken token);

    /**
     * The state of a key, for people and for an owner that wants to know whether it still is one. It changes nothing.
     *
     * @param key the key to look at
     * @return its state, or empty if it is absent
     * @throws DeliveryStoreException if the store cannot answer
     */
    Optional<ClaimState> find(ClaimKey key);

    /**
     * Makes the key absent whatever its state and owner, so that an operator can let a delivery run once more. An owner
     * that is still at work loses its claim, and all keys that belong to it stay as they are until their lease is over.
     *
     * @param key the key to forget
     * @return true if the key was in flight or done, false if it was absent
     * @throws DeliveryStoreException if the store cannot answer
     */
    boolean forget(ClaimKey key);

    /**
     * Asks the store whether it could answer now, for health checks. It writes nothing.
     *
     * @throws DeliveryStoreException if the store cannot answer
     */
    void ping();

    /**
     * Removes records of keys that are absent because their time is over. No call ever depends on it; it gives back room.
     *
     * @param atMost how many records one call removes at most, so that none takes long; at least 1
     * @return how many were removed, and so less than {@code atMost} when none are left; always 0 from a store that removes
     *     them by itself
     * @throws IllegalArgumentException if {@code atMost} is less than 1
     * @throws DeliveryStoreException if the store cannot answer
     */
    int purge(int atMost);
}
