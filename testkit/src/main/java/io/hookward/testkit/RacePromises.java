package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every call is one step, whoever else calls at the same time. */
abstract class RacePromises extends StorePromises {

    private static final int THREADS = 8;

    RacePromises(DeliveryStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("of many threads that claim one key at once, exactly one wins")
    void oneWinner() {
        ClaimKey[] keys = keys();
        assertThat(winners(keys)).containsOnly(1);
    }

    @Test
    @DisplayName("of many threads that find a lease over at once, exactly one takes over")
    void oneTakeover() {
        ClaimKey[] keys = keys();
        for (ClaimKey each : keys) {
            win(each);
        }
        advance(lease);
        assertThat(winners(keys)).containsOnly(1);
    }

    @Test
    @DisplayName("of many threads that complete or release one claim at once, exactly one is told that it did")
    void oneEnd() {
        ClaimKey[] keys = keys();
        ClaimToken[] tokens = tokens(keys);
        AtomicIntegerArray completed = new AtomicIntegerArray(keys.length);
        AtomicIntegerArray released = new AtomicIntegerArray(keys.length);
        Race.of(THREADS, keys.length, (runner, i) -> {
            if (runner % 2 == 0) {
                completed.addAndGet(i, store.complete(keys[i], tokens[i], retention) ? 1 : 0);
            } else {
                released.addAndGet(i, store.release(keys[i], tokens[i]) ? 1 : 0);
            }
        });
        for (int i = 0; i < keys.length; i++) {
            assertThat(completed.get(i) + released.get(i))
                    .as("ends of claim %s", i)
                    .isEqualTo(1);
            assertThat(claim(keys[i]) instanceof Claim.Done)
                    .as("claim %s is done", i)
                    .isEqualTo(completed.get(i) == 1);
        }
    }

    @Test
    @DisplayName("a key that is completed never runs again, though many threads ask at that moment")
    void noSecondRun() {
        ClaimKey[] keys = keys();
        ClaimToken[] tokens = tokens(keys);
        AtomicInteger completed = new AtomicInteger();
        AtomicInteger won = new AtomicInteger();
        Race.of(THREADS, keys.length, (runner, i) -> {
            if (runner == 0) {
                store.complete(keys[i], tokens[i], retention);
                completed.incrementAndGet();
                return;
            }
            boolean last;
            do {
                last = completed.get() > i;
                won.addAndGet(claim(keys[i]) instanceof Claim.Won ? 1 : 0);
            } while (!last);
        });
        assertThat(won).hasValue(0);
    }

    @Test
    @DisplayName("while claims are won, renewed and released at once, no two owners hold one key together")
    void noTwoOwners() {
        AtomicInteger owners = new AtomicInteger();
        AtomicInteger won = new AtomicInteger();
        AtomicInteger disturbed = new AtomicInteger();
        Race.of(THREADS, rounds, (runner, i) -> {
            if (claim(key) instanceof Claim.Won mine) {
                won.incrementAndGet();
                boolean alone = owners.incrementAndGet() == 1 && store.renew(key, mine.token(), lease);
                owners.decrementAndGet();
                disturbed.addAndGet(alone && store.release(key, mine.token()) ? 0 : 1);
            }
        });
        assertThat(disturbed).hasValue(0);
        assertThat(won).hasPositiveValue();
    }

    @Test
    @DisplayName("threads with keys of their own do not get into each other's way")
    void ownKeys() {
        AtomicInteger lost = new AtomicInteger();
        Race.of(THREADS, rounds, (runner, i) -> {
            ClaimKey own = key(runner + "-" + i);
            boolean kept = claim(own) instanceof Claim.Won mine
                    && store.complete(own, mine.token(), retention)
                    && claim(own) instanceof Claim.Done;
            lost.addAndGet(kept ? 0 : 1);
        });
        assertThat(lost).hasValue(0);
    }

    private ClaimKey[] keys() {
        return IntStream.range(0, rounds).mapToObj(i -> key("contested-" + i)).toArray(ClaimKey[]::new);
    }

    private ClaimToken[] tokens(ClaimKey... keys) {
        ClaimToken[] tokens = new ClaimToken[keys.length];
        for (int i = 0; i < keys.length; i++) {
            tokens[i] = win(keys[i]);
        }
        return tokens;
    }

    /** How often each key was won. */
    private int[] winners(ClaimKey... keys) {
        AtomicIntegerArray winners = new AtomicIntegerArray(keys.length);
        Race.of(THREADS, keys.length, (runner, i) -> winners.addAndGet(i, claim(keys[i]) instanceof Claim.Won ? 1 : 0));
        return IntStream.range(0, keys.length).map(winners::get).toArray();
    }
}
