package io.hookward;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** A store that works, until it is told which of its answers it cannot give any more. */
final class FailingStore implements DeliveryStore {
    enum Question {
        CLAIM_DELIVERY,
        CLAIM_SIGNATURE,
        RENEW,
        COMPLETE,
        RELEASE,
        FORGET
    }

    private final DeliveryStore store;
    private final Set<Question> failing = EnumSet.noneOf(Question.class);

    FailingStore(DeliveryStore store) {
        this.store = store;
    }

    void fail(Question first, Question... more) {
        failing.addAll(EnumSet.of(first, more));
    }

    void recover() {
        failing.clear();
    }

    private void answer(Question question) {
        if (failing.contains(question)) {
            throw new DeliveryStoreException("no answer to " + question);
        }
    }

    @Override
    public Claim claim(ClaimKey key, long contentFingerprint, Duration lease) {
        answer(key.kind() == ClaimKey.Kind.DELIVERY ? Question.CLAIM_DELIVERY : Question.CLAIM_SIGNATURE);
        return store.claim(key, contentFingerprint, lease);
    }

    @Override
    public boolean renew(ClaimKey key, ClaimToken token, Duration lease) {
        answer(Question.RENEW);
        return store.renew(key, token, lease);
    }

    @Override
    public boolean complete(ClaimKey key, ClaimToken token, Duration retention) {
        answer(Question.COMPLETE);
        return store.complete(key, token, retention);
    }

    @Override
    public boolean release(ClaimKey key, ClaimToken token) {
        answer(Question.RELEASE);
        return store.release(key, token);
    }

    @Override
    public boolean forget(ClaimKey key) {
        answer(Question.FORGET);
        return store.forget(key);
    }
}
