package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimToken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When leases and retentions begin and end. */
abstract class TimePromises extends StorePromises {

    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    TimePromises(DeliveryStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("a claim holds to the end of its lease, and not at the end")
    void leaseBoundary() {
        win(key);
        advance(lease.minus(resolution));
        assertInFlight(key);
        advance(resolution);
        win(key);
    }

    @Test
    @DisplayName("an owner owns to the end of its lease")
    void ownershipBoundary() {
        ClaimToken token = win(key);
        advance(lease.minus(resolution));
        assertThat(store.complete(of(key), token)).isTrue();
    }

    @Test
    @DisplayName("a done key is done to the end of its retention, and not at the end")
    void retentionBoundary() {
        finish(key);
        advance(retention.minus(resolution));
        assertDone(key);
        advance(resolution);
        win(key);
    }

    @Test
    @DisplayName("a done key never runs again within its retention, however often it is claimed")
    void doneNeverRunsWithinRetention() {
        finish(key);
        Duration step = retention.dividedBy(8);
        for (int i = 0; i < 7; i++) {
            advance(step);
            assertDone(key);
        }
    }

    @Test
    @DisplayName("duplicates do not prolong the retention")
    void duplicateDoesNotProlongRetention() {
        finish(key);
        advance(retention.dividedBy(2));
        assertDone(key);
        advance(retention.dividedBy(2).plus(resolution));
        win(key);
    }

    @Test
    @DisplayName("duplicates do not prolong the lease, whatever lease they ask for")
    void duplicateDoesNotProlongLease() {
        win(key);
        advance(lease.dividedBy(2));
        assertThat(store.claim(of(key), ClaimToken.create(), retention)).isInstanceOf(Claim.InFlight.class);
        advance(lease.dividedBy(2).plus(resolution));
        win(key);
    }

    @Test
    @DisplayName("the retention counts from the completion, not from the claim")
    void retentionCountsFromCompletion() {
        ClaimToken token = win(key);
        advance(lease.dividedBy(2));
        store.complete(of(key), token);
        advance(retention.minus(lease.dividedBy(4)));
        assertDone(key);
    }

    @Test
    @DisplayName("a renewed claim holds for the new lease, counted from the renewal")
    void renewalProlongs() {
        ClaimToken token = win(key);
        advance(lease.dividedBy(2));
        assertThat(store.renew(of(key), token, lease)).isTrue();
        advance(lease.minus(resolution));
        assertInFlight(key);
        advance(resolution);
        win(key);
    }

    @Test
    @DisplayName("a renewal by a shorter lease lets the claim end earlier")
    void renewalReplaces() {
        ClaimToken token = win(key);
        assertThat(store.renew(of(key), token, lease.dividedBy(2))).isTrue();
        advance(lease.dividedBy(2).plus(resolution));
        win(key);
    }

    @Test
    @DisplayName("a duplicate learns how long the lease still holds")
    void remainingTime() {
        win(key);
        advance(lease.dividedBy(2));
        Claim claim = claim(key);
        assertThat(claim).isInstanceOf(Claim.InFlight.class);
        assertThat(((Claim.InFlight) claim).remaining())
                .isBetween(
                        lease.dividedBy(2).minus(resolution), lease.dividedBy(2).plus(resolution));
    }

    @Test
    @DisplayName("a completion, a release and a takeover leave nothing behind that ends the next period early")
    void periodsDoNotInterfere() {
        win(key);
        advance(lease);
        ClaimToken second = win(key);
        advance(lease.dividedBy(2));
        store.release(of(key), second);
        ClaimToken third = win(key);
        advance(lease.minus(resolution));
        assertThat(store.complete(of(key), third)).isTrue();
        advance(retention.minus(resolution));
        assertDone(key);
    }

    @Test
    @DisplayName("durations too long for the store's clock are taken as the longest it knows")
    void hugeDurationsAreNoError() {
        List<ClaimEntry> forEver = List.of(new ClaimEntry(key, CONTENT, FOREVER));
        ClaimToken token = ClaimToken.create();
        assertThat(store.claim(forEver, token, FOREVER)).isInstanceOf(Claim.Won.class);
        assertInFlight(key);
        assertThat(store.renew(forEver, token, FOREVER)).isTrue();
        assertInFlight(key);
        assertThat(store.find(key)).isPresent();
        assertThat(store.complete(forEver, token)).isTrue();
        advance(lease);
        assertDone(key);
        assertThat(store.find(key)).isPresent();
    }

    @Test
    @DisplayName("a lease that is not positive is refused, and changes nothing")
    void leasesArePositive() {
        ClaimToken token = win(key);
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertRefused(() -> store.claim(of(key("other")), ClaimToken.create(), wrong));
            assertRefused(() -> store.claim(of(key), token, wrong));
            assertRefused(() -> store.renew(of(key), token, wrong));
        }
        win(key("other"));
        assertThat(store.complete(of(key), token)).isTrue();
    }

    private static void assertRefused(Runnable call) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(call::run);
    }
}
