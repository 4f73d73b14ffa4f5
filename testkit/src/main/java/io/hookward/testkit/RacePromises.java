package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import java.util.List;
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
        ClaimKey[] keys = keys("contested");
        assertThat(winners(keys)).containsOnly(1);
    }

    @Test
    @DisplayName("of many threads that find a lease over at once, exactly one takes over")
    void oneTakeover() {
        ClaimKey[] keys = keys("contested");
        for (ClaimKey each : keys) {
            win(each);
        }
        advance(lease);
        assertThat(winners(keys)).containsOnly(1);
    }

    @Test
    @DisplayName("of many threads that claim overlapping keys at once, in whatever order, exactly one wins")
    void oneWinnerOfOverlappingKeys() {
        AtomicIntegerArray winners = new AtomicIntegerArray(rounds);
        Race.of(THREADS, rounds, (runner, i) -> {
            ClaimKey[] three = {key("contested-" + i + "-a"), key("contested-" + i + "-b"), key("contested-" + i + "-c")
            };
            ClaimKey first = three[runner % 3];
            ClaimKey second = three[(runner + (runner < 3 ? 1 : 2)) % 3];
            winners.addAndGet(i, claim(first, second) instanceof Claim.Won ? 1 : 0);
        });
        assertThat(IntStream.range(0, rounds).map(winners::get)).containsOnly(1);
    }

    @Test
    @DisplayName("a claim that is not granted was never there: it keeps nobody from a key that it only wanted")
    void refusedClaimDisturbsNobody() {
        ClaimKey[] free = keys("free");
        ClaimKey[] taken = keys("taken");
        for (ClaimKey each : taken) {
            win(each);
        }
        AtomicInteger won = new AtomicInteger();
        Race.of(THREADS, rounds, (runner, i) -> {
            if (runner == 0) {
                won.addAndGet(claim(free[i]) instanceof Claim.Won ? 1 : 0);
            } else {
                claim(free[i], taken[i]);
            }
        });
        assertThat(won).hasValue(rounds);
    }

    @Test
    @DisplayName("many threads that repeat one claim under its token all win it")
    void oneTokenWinsAlways() {
        ClaimKey[] keys = keys("contested");
        ClaimToken token = ClaimToken.create();
        AtomicInteger won = new AtomicInteger();
        Race.of(THREADS, keys.length, (runner, i) -> won.addAndGet(wins(token, keys[i]) ? 1 : 0));
        assertThat(won).hasValue(THREADS * keys.length);
    }

    @Test
    @DisplayName(
            "many threads that complete or release one claim at once are all told the same: that it is done, or free")
    void oneEnd() {
        ClaimKey[] keys = keys("contested");
        ClaimToken[] tokens = tokens(keys);
        AtomicIntegerArray completed = new AtomicIntegerArray(keys.length);
        AtomicIntegerArray released = new AtomicIntegerArray(keys.length);
        Race.of(THREADS, keys.length, (runner, i) -> {
            if (runner % 2 == 0) {
                completed.addAndGet(i, store.complete(of(keys[i]), tokens[i]) ? 1 : 0);
            } else {
                released.addAndGet(i, store.release(of(keys[i]), tokens[i]) ? 1 : 0);
            }
        });
        for (int i = 0; i < keys.length; i++) {
            boolean done = claim(keys[i]) instanceof Claim.Done;
            assertThat(completed.get(i))
                    .as("threads that completed claim %s", i)
                    .isEqualTo(done ? THREADS / 2 : 0);
            assertThat(released.get(i)).as("threads that released claim %s", i).isEqualTo(done ? 0 : THREADS / 2);
        }
    }

    @Test
    @DisplayName("a key that is completed never runs again, though many threads ask at that moment")
    void noSecondRun() {
        ClaimKey[] keys = keys("contested");
        ClaimToken[] tokens = tokens(keys);
        AtomicInteger completed = new AtomicInteger();
        AtomicInteger won = new AtomicInteger();
        Race.of(THREADS, keys.length, (runner, i) -> {
            if (runner == 0) {
                store.complete(of(keys[i]), tokens[i]);
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
    @DisplayName("the keys of a delivery are done at one moment: whoever sees one of them done sees the other done")
    void completedAtOnce() {
        ClaimKey[] keys = keys("first");
        ClaimKey[] others = keys("second");
        ClaimToken[] tokens = new ClaimToken[keys.length];
        for (int i = 0; i < keys.length; i++) {
            tokens[i] = win(keys[i], others[i]);
        }
        AtomicInteger completed = new AtomicInteger();
        AtomicInteger halves = new AtomicInteger();
        Race.of(THREADS, keys.length, (runner, i) -> {
            if (runner == 0) {
                store.complete(of(keys[i], others[i]), tokens[i]);
                completed.incrementAndGet();
                return;
            }
            ClaimKey one = runner % 2 == 0 ? keys[i] : others[i];
            ClaimKey two = runner % 2 == 0 ? others[i] : keys[i];
            boolean last;
            do {
                last = completed.get() > i;
                halves.addAndGet(claim(one) instanceof Claim.Done && !(claim(two) instanceof Claim.Done) ? 1 : 0);
            } while (!last);
        });
        assertThat(halves).hasValue(0);
    }

    @Test
    @DisplayName(
            "while claims on overlapping keys are won, renewed and released at once, no two owners hold one key together")
    void noTwoOwners() {
        ClaimKey[] shared = {key("a"), key("b"), key("c")};
        AtomicIntegerArray owners = new AtomicIntegerArray(shared.length);
        AtomicInteger won = new AtomicInteger();
        AtomicInteger disturbed = new AtomicInteger();
        Race.of(THREADS, rounds, (runner, i) -> {
            int first = (runner + i) % shared.length;
            int second = (first + 1 + (runner + i) / shared.length % 2) % shared.length;
            List<ClaimEntry> both = of(shared[first], shared[second]);
            ClaimToken token = ClaimToken.create();
            if (store.claim(both, token, lease) instanceof Claim.Won) {
                won.incrementAndGet();
                boolean alone = owners.incrementAndGet(first) == 1 && owners.incrementAndGet(second) == 1;
                alone &= store.renew(both, token, lease);
                owners.set(first, 0);
                owners.set(second, 0);
                disturbed.addAndGet(store.release(both, token) && alone ? 0 : 1);
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
            ClaimToken token = ClaimToken.create();
            boolean kept = wins(token, own) && store.complete(of(own), token) && claim(own) instanceof Claim.Done;
            lost.addAndGet(kept ? 0 : 1);
        });
        assertThat(lost).hasValue(0);
    }

    private ClaimKey[] keys(String name) {
        return IntStream.range(0, rounds).mapToObj(i -> key(name + "-" + i)).toArray(ClaimKey[]::new);
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
