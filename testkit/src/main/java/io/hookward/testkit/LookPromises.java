package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people and health checks see and do, none of which gets in the way of deliveries. */
abstract class LookPromises extends StorePromises {

    private static final int BATCH = 100;

    private final ClaimKey other = key("evt_2");

    LookPromises(DeliveryStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("an absent key has no state, before a claim and after a release, and to look at it claims nothing")
    void absent() {
        assertThat(store.find(key)).isEmpty();
        store.release(of(key), win(key));
        assertThat(store.find(key)).isEmpty();
        win(key);
        store.forget(key);
        assertThat(store.find(key)).isEmpty();
    }

    @Test
    @DisplayName("a key in flight tells its token and what is left of its lease")
    void inFlight() {
        ClaimToken token = win(key);
        advance(lease.dividedBy(2));
        ClaimState state = store.find(key).orElseThrow();
        assertThat(state)
                .isInstanceOfSatisfying(
                        ClaimState.InFlight.class,
                        held -> assertThat(held.token()).isEqualTo(token));
        assertRemaining(state, lease.dividedBy(2));
    }

    @Test
    @DisplayName("a done key tells what is left of its retention")
    void done() {
        finish(key);
        advance(retention.dividedBy(2));
        ClaimState state = store.find(key).orElseThrow();
        assertThat(state).isInstanceOf(ClaimState.Done.class);
        assertRemaining(state, retention.dividedBy(2));
    }

    private void assertRemaining(ClaimState state, Duration expected) {
        assertThat(state.remaining()).isBetween(expected.minus(resolution), expected.plus(resolution));
    }

    @Test
    @DisplayName("a key has no state any more when its lease or retention is over, and has one to the end of it")
    void boundaries() {
        win(key);
        advance(lease.minus(resolution));
        assertThat(store.find(key)).isPresent();
        advance(resolution);
        assertThat(store.find(key)).isEmpty();
        finish(key);
        advance(retention.minus(resolution));
        assertThat(store.find(key)).isPresent();
        advance(resolution);
        assertThat(store.find(key)).isEmpty();
    }

    @Test
    @DisplayName("to look at a key prolongs neither its lease nor its retention")
    void lookingProlongsNothing() {
        win(key);
        advance(lease.dividedBy(2));
        store.find(key);
        advance(lease.dividedBy(2).plus(resolution));
        finish(key);
        advance(retention.dividedBy(2));
        store.find(key);
        advance(retention.dividedBy(2).plus(resolution));
        win(key);
    }

    @Test
    @DisplayName("forgetting one key of a delivery leaves the others as they are")
    void forgettingOne() {
        ClaimToken token = win(key, other);
        assertThat(store.forget(key)).isTrue();
        assertOwned(token, other);
        store.forget(other);
        finish(key, other);
        assertThat(store.forget(other)).isTrue();
        assertDone(key);
        assertAbsent(other);
    }

    @Test
    @DisplayName("a store that can answer answers a ping, and no key is any different for it")
    void ping() {
        ClaimToken token = win(key);
        store.ping();
        store.ping();
        assertOwned(token, key);
        assertAbsent(other);
    }

    @Test
    @DisplayName("a purge removes nothing that is in flight or done")
    void purgeKeepsTheLive() {
        ClaimToken token = win(key);
        finish(other);
        purgeAll();
        assertOwned(token, key);
        assertDone(other);
        assertThat(store.complete(of(key), token)).isTrue();
        purgeAll();
        assertDone(key, other);
    }

    @Test
    @DisplayName("a purge removes no more than it is told to, and comes to an end")
    void purgeIsBounded() {
        for (int i = 0; i < 5; i++) {
            win(key("abandoned-" + i));
            finish(key("done-" + i));
        }
        advance(retention);
        assertThat(store.purge(2)).isBetween(0, 2);
        assertThat(store.purge(1)).isBetween(0, 1);
        purgeAll();
        assertThat(store.purge(BATCH)).isZero();
    }

    @Test
    @DisplayName("a key whose time is over runs again whether or not it was purged")
    void purgedKeysRunAgain() {
        win(key);
        finish(other);
        advance(retention);
        purgeAll();
        assertAbsent(key, other);
        finish(key, other);
        purgeAll();
        assertDone(key, other);
    }

    @Test
    @DisplayName("a purge of nothing or less is refused")
    void purgeOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.purge(0));
        assertThatIllegalArgumentException().isThrownBy(() -> store.purge(-1));
    }

    private void purgeAll() {
        int calls = 0;
        while (store.purge(BATCH) > 0) {
            assertThat(++calls).as("purges until none is left").isLessThan(10_000);
        }
    }
}
