package io.hookward;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The claims of this process that are open, so that they can be given back when it shuts down. */
final class OpenClaims {
    private static final int FEW = 1024;

    private final Set<DeliveryClaim> claims = ConcurrentHashMap.newKeySet();
    private volatile int sweepAbove = FEW;

    void add(DeliveryClaim claim) {
        claims.add(claim);
        if (claims.size() > sweepAbove) {
            sweep();
        }
    }

    void remove(DeliveryClaim claim) {
        claims.remove(claim);
    }

    /** Returns how many were released. */
    int releaseAll() {
        int released = 0;
        for (DeliveryClaim claim : List.copyOf(claims)) {
            if (claim.release()) {
                released++;
            }
        }
        return released;
    }

    /** Claims that nobody ended. It costs a look at each, so it is done when their number has doubled. */
    private void sweep() {
        long now = System.nanoTime();
        claims.removeIf(claim -> claim.isLeaseOver(now));
        sweepAbove = Math.max(FEW, 2 * claims.size());
    }
}
