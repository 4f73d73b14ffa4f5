package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimKey.Kind;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** The words in which the promises are written. */
abstract class StorePromises {

    static final long CONTENT = 0x5EEDL;
    static final long OTHER_CONTENT = -CONTENT;

    final String endpoint = "contract-" + UUID.randomUUID();
    final ClaimKey key = key("evt_1");
    final Duration lease;
    final Duration retention;
    final Duration resolution;
    final int rounds;
    DeliveryStore store;

    private final DeliveryStoreContract contract;

    StorePromises(DeliveryStoreContract contract) {
        this.contract = contract;
        lease = contract.lease();
        retention = contract.retention();
        resolution = contract.resolution();
        rounds = contract.rounds();
    }

    /** Not in the constructor: the test class may open its store in a method of its own that runs before each test. */
    @BeforeEach
    void open() {
        store = contract.store();
    }

    final ClaimKey key(String id) {
        return new ClaimKey(endpoint, Kind.DELIVERY, id);
    }

    final Claim claim(ClaimKey of) {
        return store.claim(of, CONTENT, lease);
    }

    final ClaimToken win(ClaimKey of) {
        Claim claim = claim(of);
        assertThat(claim).isInstanceOf(Claim.Won.class);
        return ((Claim.Won) claim).token();
    }

    final void finish(ClaimKey of) {
        assertThat(store.complete(of, win(of), retention)).isTrue();
    }

    final void assertInFlight(ClaimKey of) {
        assertThat(claim(of)).isInstanceOf(Claim.InFlight.class);
    }

    final void assertDone(ClaimKey of) {
        assertThat(claim(of)).isInstanceOf(Claim.Done.class);
    }

    final void advance(Duration duration) {
        try {
            contract.advance(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while the store's time passed", e);
        }
    }
}
