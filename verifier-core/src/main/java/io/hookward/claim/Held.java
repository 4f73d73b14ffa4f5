package io.hookward.claim;

import java.time.Duration;

/** A key in flight. */
record Held(ClaimToken token, long fingerprint, long until) implements Entry {

    @Override
    public Claim answer(long contentFingerprint, long now) {
        return new Claim.InFlight(Duration.ofNanos(until - now), contentFingerprint == fingerprint);
    }

    Held renewed(long newUntil) {
        return new Held(token, fingerprint, newUntil);
    }
}
