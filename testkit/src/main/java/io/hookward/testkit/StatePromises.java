package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a key goes from absent to in flight to done, and back. */
abstract class StatePromises extends StorePromises {

    StatePromises(DeliveryStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("the first claim of a key is won")
    void firstClaimIsWon() {
        assertThat(claim(key)).isInstanceOf(Claim.Won.class);
    }

    @Test
    @DisplayName("while a claim is held, the key is in flight for everybody else, however often they ask")
    void heldKeyIsInFlight() {
        win(key);
        assertInFlight(key);
        assertInFlight(key);
    }

    @Test
    @DisplayName("a completed key is done, however often it is claimed")
    void completedKeyIsDone() {
        assertThat(store.complete(of(key), win(key))).isTrue();
        assertDone(key);
        assertDone(key);
    }

    @Test
    @DisplayName("a released key runs again")
    void releasedKeyRunsAgain() {
        assertThat(store.release(of(key), win(key))).isTrue();
        win(key);
    }

    @Test
    @DisplayName("a key that was released and then completed is done")
    void secondAttemptCompletes() {
        store.release(of(key), win(key));
        finish(key);
        assertDone(key);
    }

    @Test
    @DisplayName("a done key that is forgotten runs again")
    void forgottenDoneKeyRunsAgain() {
        finish(key);
        assertThat(store.forget(key)).isTrue();
        win(key);
    }

    @Test
    @DisplayName("a key in flight that is forgotten runs again, and its owner has lost it")
    void forgottenHeldKeyRunsAgain() {
        ClaimToken lost = win(key);
        assertThat(store.forget(key)).isTrue();
        assertThat(store.complete(of(key), lost)).isFalse();
        win(key);
    }

    @Test
    @DisplayName("forgetting an absent key does nothing and says so")
    void forgettingNothing() {
        assertThat(store.forget(key)).isFalse();
        finish(key);
        store.forget(key);
        assertThat(store.forget(key)).isFalse();
    }

    @Test
    @DisplayName("an absent key can be neither completed nor renewed, and stays absent")
    void absentKeyHasNoOwner() {
        ClaimToken token = ClaimToken.create();
        assertThat(store.complete(of(key), token)).isFalse();
        assertThat(store.renew(of(key), token, lease)).isFalse();
        assertAbsent(key);
        win(key);
    }

    @Test
    @DisplayName("a key in flight tells whether the content is the same")
    void inFlightComparesContent() {
        win(key);
        assertContentIsTold();
    }

    @Test
    @DisplayName("a done key tells whether the content is the same")
    void doneComparesContent() {
        finish(key);
        assertContentIsTold();
    }

    @Test
    @DisplayName("the content is remembered through a renewal and a completion, all 64 bits of it")
    void contentIsKept() {
        ClaimToken token = ClaimToken.create();
        store.claim(of(Long.MIN_VALUE, key), token, lease);
        assertThat(store.renew(of(key), token, lease)).isTrue();
        assertThat(sameContent(Long.MIN_VALUE)).isTrue();
        assertThat(sameContent(0)).isFalse();
        assertThat(store.complete(of(key), token)).isTrue();
        assertThat(sameContent(Long.MIN_VALUE)).isTrue();
        assertThat(sameContent(0)).isFalse();
    }

    @Test
    @DisplayName("after a takeover the content is the new owner's")
    void takeoverBringsItsContent() {
        win(key);
        advance(lease);
        assertThat(store.claim(of(OTHER_CONTENT, key), ClaimToken.create(), lease))
                .isInstanceOf(Claim.Won.class);
        assertThat(sameContent(OTHER_CONTENT)).isTrue();
    }

    /** The other content comes twice: what it is compared with must not have become its own. */
    private void assertContentIsTold() {
        assertThat(sameContent(OTHER_CONTENT)).isFalse();
        assertThat(sameContent(OTHER_CONTENT)).isFalse();
        assertThat(sameContent(CONTENT)).isTrue();
    }

    private boolean sameContent(long fingerprint) {
        Claim claim = store.claim(of(fingerprint, key), ClaimToken.create(), lease);
        assertThat(claim).isInstanceOf(Claim.Blocked.class);
        return ((Claim.Blocked) claim).sameContent();
    }
}
