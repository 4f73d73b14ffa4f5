package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Only the owner acts on a claim, and only while it owns it. */
abstract class FencingPromises extends StorePromises {

    private final ClaimKey other = key("evt_2");

    FencingPromises(DeliveryStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("a token that does not hold the claim changes nothing")
    void strangerChangesNothing() {
        ClaimToken owner = win(key);
        assertPowerless(ClaimToken.create(), key);
        assertThat(store.complete(of(key), owner)).isTrue();
        assertPowerless(ClaimToken.create(), key);
        assertDone(key);
    }

    @Test
    @DisplayName("the token of one key has no power over another")
    void tokenIsBoundToItsKey() {
        ClaimToken token = win(key);
        ClaimToken owner = win(other);
        assertPowerless(token, other);
        assertPowerless(token, key, other);
        assertOwned(token, key);
        assertOwned(owner, other);
    }

    @Test
    @DisplayName("a late owner cannot complete a claim that somebody has taken over, and is told so")
    void lateOwnerCannotComplete() {
        ClaimToken late = win(key, other);
        advance(lease);
        ClaimToken owner = win(key, other);
        assertThat(store.complete(of(key, other), late)).isFalse();
        assertOwned(owner, key, other);
    }

    @Test
    @DisplayName("a late owner cannot release a claim that somebody has taken over, and is told so")
    void lateOwnerCannotRelease() {
        ClaimToken late = win(key, other);
        advance(lease);
        ClaimToken owner = win(key, other);
        assertThat(store.release(of(key, other), late)).isFalse();
        assertOwned(owner, key, other);
    }

    @Test
    @DisplayName("a late owner cannot renew a claim that somebody has taken over, and is told so")
    void lateOwnerCannotRenew() {
        ClaimToken late = win(key, other);
        advance(lease);
        ClaimToken owner = win(key, other);
        assertThat(store.renew(of(key, other), late, lease)).isFalse();
        assertThat(store.complete(of(key, other), owner)).isTrue();
    }

    @Test
    @DisplayName("a late owner of two keys of which somebody has taken over one changes neither")
    void lateOwnerOfOne() {
        for (ClaimKey taken : new ClaimKey[] {key, other}) {
            ClaimToken late = win(key, other);
            advance(lease);
            ClaimToken owner = win(taken);
            assertPowerless(late, key, other);
            assertOwned(owner, taken);
            assertAbsent(taken.equals(key) ? other : key);
            store.release(of(taken), owner);
        }
    }

    @Test
    @DisplayName("a late owner cannot undo what the one who took over has done")
    void lateOwnerCannotUndo() {
        ClaimToken late = win(key, other);
        advance(lease);
        finish(key, other);
        assertPowerless(late, key, other);
        assertDone(key, other);
    }

    @Test
    @DisplayName("an owner whose lease is over has lost its claim even if nobody took over")
    void leaseEndsOwnership() {
        ClaimToken late = win(key);
        advance(lease);
        assertThat(store.renew(of(key), late, lease)).isFalse();
        assertThat(store.complete(of(key), late)).isFalse();
        assertAbsent(key);
        win(key);
    }

    @Test
    @DisplayName("a completed claim has no owner: it can be neither released nor renewed any more")
    void completionEndsOwnership() {
        ClaimToken token = win(key);
        store.complete(of(key), token);
        assertThat(store.renew(of(key), token, lease)).isFalse();
        assertThat(store.release(of(key), token)).isFalse();
        assertDone(key);
    }

    @Test
    @DisplayName("a released claim has no owner: its token does not work on the next claim")
    void releaseEndsOwnership() {
        ClaimToken token = win(key);
        store.release(of(key), token);
        ClaimToken owner = win(key);
        assertPowerless(token, key);
        assertOwned(owner, key);
    }

    @Test
    @DisplayName("a renewed claim keeps its token")
    void renewalKeepsToken() {
        ClaimToken token = win(key);
        assertThat(store.renew(of(key), token, lease)).isTrue();
        assertThat(store.renew(of(key), token, lease)).isTrue();
        assertOwned(token, key);
        assertThat(store.complete(of(key), token)).isTrue();
    }

    @Test
    @DisplayName("tokens that differ in one bit are two owners")
    void tokensAreComparedWhole() {
        String owner = "0123456789abcdef0123456789abcdef";
        assertThat(wins(ClaimToken.parse(owner), key)).isTrue();
        for (int digit = 0; digit < owner.length(); digit++) {
            char changed = owner.charAt(digit) == '0' ? '1' : '0';
            assertPowerless(ClaimToken.parse(owner.substring(0, digit) + changed + owner.substring(digit + 1)), key);
        }
        assertOwned(ClaimToken.parse(owner), key);
    }

    private void assertPowerless(ClaimToken token, ClaimKey... over) {
        assertThat(store.renew(of(over), token, lease)).isFalse();
        assertThat(store.release(of(over), token)).isFalse();
        assertThat(store.complete(of(over), token)).isFalse();
    }
}
