package io.hookward.claim;

import java.time.Duration;

/** A key in flight. Compared by identity: a renewed claim is another one. */
final class LeasedEntry implements Entry {
    private final long fingerprint;
    private final ClaimToken token;
    private final long until;

    /**
     * @param until the reading of the store's clock from which on the key is absent
     */
    LeasedEntry(long fingerprint, ClaimToken token, long until) {
        this.fingerprint = fingerprint;
        this.token = token;
        this.until = until;
    }

    long fingerprint() {
        return fingerprint;
    }

    ClaimToken token() {
        return token;
    }

    Duration remaining(long now) {
        return Duration.ofNanos(until - now);
    }

    /** A difference, as the clock may start anywhere and wrap. */
    boolean isOver(long now) {
        return until - now <= 0;
    }

    @Override
    public boolean isHeldBy(ClaimToken other) {
        return token.equals(other);
    }

    @Override
    public boolean isDoneBy(ClaimToken other) {
        return false;
    }

    @Override
    public Claim answer(ClaimEntry wanted, long now) {
        return new Claim.InFlight(wanted.key(), remaining(now), fingerprint == wanted.fingerprint());
    }
}
