package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Only the owner acts on a claim, and only while it owns it. */
abstract class FencingPromises extends StorePromises {

    FencingPromises(DeliveryStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("a token that does not hold the claim changes nothing")
    void strangerChangesNothing() {
        ClaimToken owner = win(key);
        assertPowerless(key, ClaimToken.create());
        assertThat(store.complete(key, owner, retention)).isTrue();
    }

    @Test
    @DisplayName("the token of one key has no power over another")
    void tokenIsBoundToItsKey() {
        ClaimKey other = key("evt_2");
        ClaimToken token = win(key);
        win(other);
        assertPowerless(other, token);
    }

    @Test
    @DisplayName("a late owner cannot complete a claim that somebody has taken over, and is told so")
    void lateOwnerCannotComplete() {
        ClaimToken late = win(key);
        advance(lease);
        win(key);
        assertThat(store.complete(key, late, retention)).isFalse();
        assertInFlight(key);
    }

    @Test
    @DisplayName("a late owner cannot release a claim that somebody has taken over, and is told so")
    void lateOwnerCannotRelease() {
        ClaimToken late = win(key);
        advance(lease);
        win(key);
        assertThat(store.release(key, late)).isFalse();
        assertInFlight(key);
    }

    @Test
    @DisplayName("a late owner cannot renew a claim that somebody has taken over, and is told so")
    void lateOwnerCannotRenew() {
        ClaimToken late = win(key);
        advance(lease);
        ClaimToken owner = win(key);
        assertThat(store.renew(key, late, lease)).isFalse();
        assertThat(store.complete(key, owner, retention)).isTrue();
    }

    @Test
    @DisplayName("a late owner cannot undo what the one who took over has done")
    void lateOwnerCannotUndo() {
        ClaimToken late = win(key);
        advance(lease);
        finish(key);
        assertPowerless(key, late);
        assertDone(key);
    }

    @Test
    @DisplayName("an owner whose lease is over has lost its claim even if nobody took over")
    void leaseEndsOwnership() {
        ClaimToken late = win(key);
        advance(lease);
        assertPowerless(key, late);
        win(key);
    }

    @Test
    @DisplayName("a completed claim has no owner: it can be neither completed nor released nor renewed again")
    void completionEndsOwnership() {
        ClaimToken token = win(key);
        store.complete(key, token, retention);
        assertPowerless(key, token);
        assertDone(key);
    }

    @Test
    @DisplayName("a released claim has no owner: its token does not work on the next claim")
    void releaseEndsOwnership() {
        ClaimToken token = win(key);
        store.release(key, token);
        assertPowerless(key, token);
        win(key);
        assertPowerless(key, token);
        assertInFlight(key);
    }

    @Test
    @DisplayName("a renewed claim keeps its token")
    void renewalKeepsToken() {
        ClaimToken token = win(key);
        assertThat(store.renew(key, token, lease)).isTrue();
        assertThat(store.renew(key, token, lease)).isTrue();
        assertThat(store.complete(key, token, retention)).isTrue();
    }

    @Test
    @DisplayName("no two claims get the same token")
    void tokensAreUnique() {
        Set<ClaimToken> tokens = new HashSet<>();
        for (int i = 0; i < rounds; i++) {
            ClaimToken token = win(key);
            assertThat(tokens.add(token)).isTrue();
            store.release(key, token);
        }
    }

    private void assertPowerless(ClaimKey over, ClaimToken token) {
        assertThat(store.renew(over, token, lease)).isFalse();
        assertThat(store.release(over, token)).isFalse();
        assertThat(store.complete(over, token, retention)).isFalse();
    }
}
