package io.hookward.claim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * One of the keys by which a delivery is claimed, and what a store is to remember with it.
 *
 * @param key what is claimed
 * @param fingerprint a hash of the content that arrived under this key; a later claim of the same key learns whether its
 *     own is equal. It tells an honest repetition from two contents under one id, and decides nothing
 * @param retention how long the key is remembered once it is done; positive, and longer than the sender's whole retry span
 */
public record ClaimEntry(ClaimKey key, long fingerprint, Duration retention) {

    /**
     * Refuses null, and a retention that would remember nothing.
     *
     * @throws IllegalArgumentException if the retention is zero or negative
     */
    public ClaimEntry {
        requireNonNull(key, "key");
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("retention must be positive, was " + retention);
        }
    }

    /**
     * Checks the entries given to a {@link DeliveryStore}, as each of its methods has to.
     *
     * @param entries what a caller gave
     * @return the same entries in the same order, immutable
     * @throws IllegalArgumentException if there is none, or two have the same key
     */
    public static List<ClaimEntry> checked(List<ClaimEntry> entries) {
        List<ClaimEntry> checked = List.copyOf(entries);
        if (checked.isEmpty()) {
            throw new IllegalArgumentException("a claim needs at least one key");
        }
        for (int i = 1; i < checked.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (checked.get(i).key().equals(checked.get(j).key())) {
                    throw new IllegalArgumentException(
                            "the key " + checked.get(i).key() + " is claimed twice in one call");
                }
            }
        }
        return checked;
    }
}
