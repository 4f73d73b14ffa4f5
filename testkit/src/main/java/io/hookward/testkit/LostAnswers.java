package io.hookward.testkit;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store that applies what it is asked, and then fails: its network lets calls through, and no answer. */
final class LostAnswers implements DeliveryStore {
    private final DeliveryStore store;

    LostAnswers(DeliveryStore store) {
        this.store = store;
    }

    private static DeliveryStoreException lost(Object answer) {
        return new DeliveryStoreException("the answer was lost: " + answer);
    }

    @Override
    public Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        throw lost(store.claim(entries, token, lease));
    }

    @Override
    public boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        throw lost(store.renew(entries, token, lease));
    }

    @Override
    public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
        throw lost(store.complete(entries, token));
    }

    @Override
    public boolean release(List<ClaimEntry> entries, ClaimToken token) {
        throw lost(store.release(entries, token));
    }

    @Override
    public Optional<ClaimState> find(ClaimKey key) {
        throw lost(store.find(key));
    }

    @Override
    public boolean forget(ClaimKey key) {
        throw lost(store.forget(key));
    }

    @Override
    public void ping() {
        store.ping();
        throw lost("pong");
    }

    @Override
    public int purge(int atMost) {
        throw lost(store.purge(atMost));
    }
}
