package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The keys of one delivery are changed together or not at all. */
abstract class SeveralKeysPromises extends StorePromises {

    private final ClaimKey a = key("a");
    private final ClaimKey b = key("b");
    private final ClaimKey c = key("c");

    SeveralKeysPromises(DeliveryStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("a claim takes all keys of a delivery, a completion and a release end it for all of them")
    void together() {
        ClaimToken token = win(a, b, c);
        assertInFlight(a, b, c);
        assertThat(store.release(of(a, b, c), token)).isTrue();
        assertAbsent(a, b, c);
        finish(a, b, c);
        assertDone(a, b, c);
    }

    @Test
    @DisplayName("a claim of which one key is in flight takes none of the others, wherever that key stands")
    void blockedByFlight() {
        ClaimToken owner = win(b);
        assertBlockedBy(b, Claim.InFlight.class);
        assertThat(store.complete(of(b), owner)).isTrue();
    }

    @Test
    @DisplayName("a claim of which one key is done takes none of the others, wherever that key stands")
    void blockedByDone() {
        finish(b);
        assertBlockedBy(b, Claim.Done.class);
        assertDone(b);
    }

    private void assertBlockedBy(ClaimKey taken, Class<? extends Claim.Blocked> how) {
        for (ClaimKey[] keys : List.of(new ClaimKey[] {b, a, c}, new ClaimKey[] {a, b, c}, new ClaimKey[] {a, c, b})) {
            assertThat(claim(keys))
                    .isInstanceOfSatisfying(
                            how, blocked -> assertThat(blocked.key()).isEqualTo(taken));
            assertAbsent(a, c);
        }
        win(a, c);
    }

    @Test
    @DisplayName("the answer names the first key in the way, in the order in which they were asked for")
    void firstInTheWay() {
        win(a);
        finish(b);
        assertThat(blocked(a, b, c)).isEqualTo(a);
        assertThat(blocked(b, a, c)).isEqualTo(b);
        assertThat(blocked(c, b, a)).isEqualTo(b);
        assertThat(blocked(c, a, b)).isEqualTo(a);
    }

    private ClaimKey blocked(ClaimKey... keys) {
        Claim claim = claim(keys);
        assertThat(claim).isInstanceOf(Claim.Blocked.class);
        return ((Claim.Blocked) claim).key();
    }

    @Test
    @DisplayName("each key has content of its own, and the answer compares that of the key it names")
    void contentOfEachKey() {
        List<ClaimEntry> two = List.of(new ClaimEntry(a, 1, retention), new ClaimEntry(b, 2, retention));
        List<ClaimEntry> other = List.of(new ClaimEntry(a, 2, retention), new ClaimEntry(b, 2, retention));
        ClaimToken token = ClaimToken.create();
        store.claim(two, token, lease);
        assertThat(sameContent(other)).isFalse();
        assertThat(sameContent(List.of(other.get(1), other.get(0)))).isTrue();
        store.complete(two, token);
        assertThat(sameContent(other)).isFalse();
        assertThat(sameContent(List.of(other.get(1), other.get(0)))).isTrue();
    }

    private boolean sameContent(List<ClaimEntry> entries) {
        return ((Claim.Blocked) store.claim(entries, ClaimToken.create(), lease)).sameContent();
    }

    @Test
    @DisplayName("each key is done for a retention of its own")
    void retentionOfEachKey() {
        Duration half = retention.dividedBy(2);
        List<ClaimEntry> two = List.of(new ClaimEntry(a, CONTENT, half), new ClaimEntry(b, CONTENT, retention));
        ClaimToken token = ClaimToken.create();
        store.claim(two, token, lease);
        store.complete(two, token);
        advance(half.minus(resolution));
        assertDone(a, b);
        advance(resolution);
        assertAbsent(a);
        assertDone(b);
    }

    @Test
    @DisplayName("a completion of which any key was lost completes none, and says so")
    void completionIsWhole() {
        for (ClaimKey lost : List.of(a, b)) {
            ClaimKey kept = lost.equals(a) ? b : a;
            ClaimToken token = win(a, b);
            store.forget(lost);
            assertThat(store.complete(of(a, b), token)).isFalse();
            assertAbsent(lost);
            assertOwned(token, kept);

            ClaimToken other = win(lost);
            assertThat(store.complete(of(a, b), token)).isFalse();
            assertOwned(other, lost);
            assertOwned(token, kept);

            store.complete(of(lost), other);
            assertThat(store.complete(of(a, b), token)).isFalse();
            assertOwned(token, kept);
            store.forget(lost);
            store.release(of(kept), token);
        }
    }

    @Test
    @DisplayName("a renewal of which any key was lost prolongs none, and says so")
    void renewalIsWhole() {
        for (ClaimKey lost : List.of(a, b)) {
            ClaimToken token = win(a, b);
            store.forget(lost);
            assertThat(store.renew(of(a, b), token, lease.multipliedBy(2))).isFalse();
            ClaimToken other = win(lost);
            assertThat(store.renew(of(a, b), token, lease.multipliedBy(2))).isFalse();
            assertOwned(other, lost);
            advance(lease);
            assertAbsent(a, b);
        }
    }

    @Test
    @DisplayName("a release of which any key is somebody else's, or done, releases none, and says so")
    void releaseIsWhole() {
        for (ClaimKey lost : List.of(a, b)) {
            ClaimKey kept = lost.equals(a) ? b : a;
            ClaimToken token = win(a, b);
            store.forget(lost);
            ClaimToken other = win(lost);
            assertThat(store.release(of(a, b), token)).isFalse();
            assertOwned(other, lost);
            assertOwned(token, kept);

            store.complete(of(lost), other);
            assertThat(store.release(of(a, b), token)).isFalse();
            assertDone(lost);
            assertOwned(token, kept);

            store.forget(lost);
            assertThat(store.release(of(a, b), token)).as("with one key absent").isTrue();
            assertAbsent(a, b);
        }
    }

    @Test
    @DisplayName("a claim that is repeated with its token takes the keys that were lost meanwhile, if they are free")
    void repetitionCompletesTheSet() {
        ClaimToken token = win(a, b);
        store.forget(b);
        assertThat(wins(token, a, b, c)).isTrue();
        assertOwned(token, a, b, c);
    }

    @Test
    @DisplayName(
            "a claim that is repeated with its token after one key went to somebody else is not won, and prolongs nothing")
    void repetitionIsWhole() {
        ClaimToken token = win(a, b);
        advance(lease.dividedBy(2));
        store.forget(b);
        ClaimToken other = win(b);
        assertThat(store.claim(of(a, b), token, lease))
                .isInstanceOfSatisfying(
                        Claim.InFlight.class,
                        blocked -> assertThat(blocked.key()).isEqualTo(b));
        assertOwned(other, b);
        advance(lease.dividedBy(2).plus(resolution));
        assertAbsent(a);
    }

    @Test
    @DisplayName("a set of which some keys were completed under the token already is completed, and cannot be released")
    void partlyDone() {
        ClaimToken token = win(a, b);
        assertThat(store.complete(of(a), token)).isTrue();
        assertThat(store.release(of(a, b), token)).isFalse();
        assertThat(store.renew(of(a, b), token, lease)).isFalse();
        assertOwned(token, b);
        assertThat(store.complete(of(a, b), token)).isTrue();
        assertDone(a, b);
    }

    @Test
    @DisplayName("a delivery may have many keys")
    void manyKeys() {
        ClaimKey[] keys = IntStream.range(0, 20).mapToObj(i -> key("many-" + i)).toArray(ClaimKey[]::new);
        ClaimToken token = win(keys);
        assertThat(claim(keys[19])).isInstanceOf(Claim.InFlight.class);
        assertThat(store.complete(of(keys), token)).isTrue();
        assertDone(keys);
    }

    @Test
    @DisplayName("no key at all, or one key twice, is refused, and changes nothing")
    void entriesAreChecked() {
        ClaimToken token = win(a);
        List<ClaimEntry> twice =
                List.of(of(a).get(0), of(b).get(0), of(OTHER_CONTENT, a).get(0));
        for (List<ClaimEntry> wrong : List.of(List.<ClaimEntry>of(), twice)) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.claim(wrong, token, lease));
            assertThatIllegalArgumentException().isThrownBy(() -> store.renew(wrong, token, lease));
            assertThatIllegalArgumentException().isThrownBy(() -> store.complete(wrong, token));
            assertThatIllegalArgumentException().isThrownBy(() -> store.release(wrong, token));
        }
        assertOwned(token, a);
        assertAbsent(b);
    }

    @Test
    @DisplayName("null is refused, and changes nothing")
    @SuppressWarnings("NullAway")
    void nullIsRefused() {
        ClaimToken token = win(a);
        List<ClaimEntry> withNull = new ArrayList<>(of(b));
        withNull.add(null);
        assertThatNullPointerException().isThrownBy(() -> store.claim(null, token, lease));
        assertThatNullPointerException().isThrownBy(() -> store.claim(withNull, token, lease));
        assertThatNullPointerException().isThrownBy(() -> store.claim(of(b), null, lease));
        assertThatNullPointerException().isThrownBy(() -> store.claim(of(b), token, null));
        assertThatNullPointerException().isThrownBy(() -> store.renew(of(a), token, null));
        assertThatNullPointerException().isThrownBy(() -> store.renew(of(a), null, lease));
        assertThatNullPointerException().isThrownBy(() -> store.complete(null, token));
        assertThatNullPointerException().isThrownBy(() -> store.complete(of(a), null));
        assertThatNullPointerException().isThrownBy(() -> store.release(of(a), null));
        assertThatNullPointerException().isThrownBy(() -> store.find(null));
        assertThatNullPointerException().isThrownBy(() -> store.forget(null));
        assertOwned(token, a);
        assertAbsent(b);
    }
}
