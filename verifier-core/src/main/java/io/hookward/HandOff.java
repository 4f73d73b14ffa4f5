package io.hookward;

import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimToken;
import java.util.List;
import java.util.Objects;

/**
 * An open claim that was handed to a new owner, who completes or releases it at the store.
 *
 * @param entries all keys of the claim; empty for a delivery that is handled without one
 * @param token the token of the claim
 */
public record HandOff(List<ClaimEntry> entries, ClaimToken token) {
    /** Keeps its own copy of the entries. */
    public HandOff {
        entries = List.copyOf(entries);
        Objects.requireNonNull(token, "token");
    }
}
