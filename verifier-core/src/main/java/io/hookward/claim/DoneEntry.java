package io.hookward.claim;

/**
 * A key that is done; when its time is over, only the cache knows. It is both key and value there, and it has no spare byte:
 * its 40 decide how many ids fit into memory.
 */
sealed class DoneEntry extends KeyHash implements Entry permits AgedDoneEntry {
    private final long fingerprint;

    /**
     * All that a repeated completion needs. A late owner is taken for the one who completed once in four billion times, and
     * is then told that its delivery is done, as it is.
     */
    private final int tokenHash;

    DoneEntry(KeyHash key, LeasedEntry claim) {
        super(key);
        this.fingerprint = claim.fingerprint();
        this.tokenHash = claim.token().hashCode();
    }

    @Override
    public final boolean isHeldBy(ClaimToken token) {
        return false;
    }

    @Override
    public final boolean isDoneBy(ClaimToken token) {
        return tokenHash == token.hashCode();
    }

    @Override
    public final Claim answer(ClaimEntry wanted, long now) {
        return new Claim.Done(wanted.key(), fingerprint == wanted.fingerprint());
    }
}
