package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A caller that does not know whether its call was applied makes it again, or releases. */
abstract class RepetitionPromises extends StorePromises {

    RepetitionPromises(DeliveryStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("a claim that is repeated with its token is won again, however often, and by nobody else")
    void claimAgain() {
        ClaimToken token = win(key);
        assertThat(wins(token, key)).isTrue();
        assertThat(wins(token, key)).isTrue();
        assertInFlight(key);
        assertThat(store.complete(of(key), token)).isTrue();
    }

    @Test
    @DisplayName("a claim that is repeated holds for the new lease, counted from the repetition")
    void claimAgainProlongs() {
        ClaimToken token = win(key);
        advance(lease.dividedBy(2));
        assertThat(wins(token, key)).isTrue();
        advance(lease.minus(resolution));
        assertInFlight(key);
        advance(resolution);
        win(key);
    }

    @Test
    @DisplayName("a claim that is repeated after its completion is done: nothing runs again")
    void claimAfterCompletion() {
        ClaimToken token = win(key);
        store.complete(of(key), token);
        assertThat(store.claim(of(key), token, lease)).isEqualTo(new Claim.Done(key, true));
        assertDone(key);
    }

    @Test
    @DisplayName(
            "a claim that is repeated after its release, or after its lease is over, is won as if it were the first")
    void claimAfterEnd() {
        ClaimToken token = win(key);
        store.release(of(key), token);
        assertThat(wins(token, key)).isTrue();
        advance(lease);
        assertThat(wins(token, key)).isTrue();
        assertOwned(token, key);
    }

    @Test
    @DisplayName("a claim that is repeated after somebody took over is not won")
    void claimAfterTakeover() {
        ClaimToken late = win(key);
        advance(lease);
        ClaimToken owner = win(key);
        assertThat(store.claim(of(key), late, lease)).isInstanceOf(Claim.InFlight.class);
        assertOwned(owner, key);
    }

    @Test
    @DisplayName("a completion that is repeated has the same answer, and the key stays done")
    void completeAgain() {
        ClaimToken token = win(key);
        assertThat(store.complete(of(key), token)).isTrue();
        assertThat(store.complete(of(key), token)).isTrue();
        assertThat(store.complete(of(key), token)).isTrue();
        assertDone(key);
    }

    @Test
    @DisplayName("a completion that is repeated does not prolong the retention")
    void completeAgainDoesNotProlong() {
        ClaimToken token = win(key);
        store.complete(of(key), token);
        advance(retention.dividedBy(2));
        assertThat(store.complete(of(key), token)).isTrue();
        advance(retention.dividedBy(2).plus(resolution));
        win(key);
    }

    @Test
    @DisplayName("a completion that is repeated after the retention is over is too late, and says so")
    void completeAfterRetention() {
        ClaimToken token = win(key);
        store.complete(of(key), token);
        advance(retention);
        assertThat(store.complete(of(key), token)).isFalse();
        assertAbsent(key);
    }

    @Test
    @DisplayName("a release that is repeated has the same answer, and the key stays absent")
    void releaseAgain() {
        ClaimToken token = win(key);
        assertThat(store.release(of(key), token)).isTrue();
        assertThat(store.release(of(key), token)).isTrue();
        assertAbsent(key);
    }

    @Test
    @DisplayName("a release without a claim, or after the lease is over, has nothing to do and succeeds")
    void releaseOfNothing() {
        assertThat(store.release(of(key), ClaimToken.create())).isTrue();
        ClaimToken token = win(key);
        advance(lease);
        assertThat(store.release(of(key), token)).isTrue();
        assertAbsent(key);
        win(key);
    }

    @Test
    @DisplayName("a release after the completion of the same claim undoes nothing, and says so")
    void releaseAfterCompletion() {
        ClaimToken token = win(key);
        store.complete(of(key), token);
        assertThat(store.release(of(key), token)).isFalse();
        assertDone(key);
    }

    @Test
    @DisplayName("a completion after the release of the same claim is too late, and says so")
    void completeAfterRelease() {
        ClaimToken token = win(key);
        store.release(of(key), token);
        assertThat(store.complete(of(key), token)).isFalse();
        assertAbsent(key);
    }

    @Test
    @DisplayName("a claim whose answer was lost is repeated, and its owner completes it")
    void lostClaimIsRepeated() {
        ClaimKey other = key("evt_2");
        ClaimToken token = ClaimToken.create();
        assertLost(lossy -> lossy.claim(of(key, other), token, lease));
        assertInFlight(key, other);
        assertThat(wins(token, key, other)).isTrue();
        assertThat(store.complete(of(key, other), token)).isTrue();
        assertDone(key, other);
    }

    @Test
    @DisplayName("a claim whose answer was lost is released, and the sender's next attempt runs at once")
    void lostClaimIsReleased() {
        ClaimKey other = key("evt_2");
        ClaimToken token = ClaimToken.create();
        assertLost(lossy -> lossy.claim(of(key, other), token, lease));
        assertThat(store.release(of(key, other), token)).isTrue();
        win(key, other);
    }

    @Test
    @DisplayName("a claim that was refused without an answer is released, and its holder keeps it")
    void lostRefusalIsReleased() {
        ClaimToken owner = win(key);
        ClaimToken token = ClaimToken.create();
        assertLost(lossy -> lossy.claim(of(key), token, lease));
        assertThat(store.release(of(key), token)).isFalse();
        assertThat(store.complete(of(key), owner)).isTrue();
    }

    @Test
    @DisplayName("a completion, a release and a renewal whose answers were lost are repeated, and succeed")
    void lostEndsAreRepeated() {
        ClaimKey other = key("evt_2");
        ClaimToken token = win(key, other);
        assertLost(lossy -> lossy.renew(of(key, other), token, lease));
        assertThat(store.renew(of(key, other), token, lease)).isTrue();
        assertLost(lossy -> lossy.release(of(key, other), token));
        assertThat(store.release(of(key, other), token)).isTrue();
        ClaimToken second = win(key, other);
        assertLost(lossy -> lossy.complete(of(key, other), second));
        assertThat(store.complete(of(key, other), second)).isTrue();
        assertDone(key, other);
    }

    private interface Call {
        void on(DeliveryStore lossy);
    }

    private void assertLost(Call call) {
        assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(() -> call.on(new LostAnswers(store)));
    }
}
