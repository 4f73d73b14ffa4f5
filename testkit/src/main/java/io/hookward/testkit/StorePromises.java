package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimKey.Kind;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
        return key("", id);
    }

    final ClaimKey key(String tenant, String id) {
        return new ClaimKey(endpoint, tenant, Kind.DELIVERY, id);
    }

    /** A delivery with these keys. */
    final List<ClaimEntry> of(ClaimKey... keys) {
        return of(CONTENT, keys);
    }

    final List<ClaimEntry> of(long content, ClaimKey... keys) {
        return Arrays.stream(keys)
                .map(each -> new ClaimEntry(each, content, retention))
                .toList();
    }

    /** A claim by somebody who was not here before. */
    final Claim claim(ClaimKey... keys) {
        return store.claim(of(keys), ClaimToken.create(), lease);
    }

    final boolean wins(ClaimToken token, ClaimKey... keys) {
        return store.claim(of(keys), token, lease) instanceof Claim.Won;
    }

    final ClaimToken win(ClaimKey... keys) {
        ClaimToken token = ClaimToken.create();
        assertThat(store.claim(of(keys), token, lease))
                .as("claim of %s", (Object) keys)
                .isInstanceOf(Claim.Won.class);
        return token;
    }

    final void finish(ClaimKey... keys) {
        assertThat(store.complete(of(keys), win(keys))).isTrue();
    }

    final void assertInFlight(ClaimKey... keys) {
        for (ClaimKey each : keys) {
            assertThat(claim(each)).as("claim of %s", each).isInstanceOf(Claim.InFlight.class);
        }
    }

    /** In flight under this very token, for which it is not enough that somebody holds them. */
    final void assertOwned(ClaimToken owner, ClaimKey... keys) {
        for (ClaimKey each : keys) {
            assertThat(store.find(each).orElse(null))
                    .as("state of %s", each)
                    .isInstanceOfSatisfying(
                            ClaimState.InFlight.class,
                            state -> assertThat(state.token()).isEqualTo(owner));
        }
    }

    final void assertDone(ClaimKey... keys) {
        for (ClaimKey each : keys) {
            assertThat(claim(each)).as("claim of %s", each).isInstanceOf(Claim.Done.class);
        }
    }

    final void assertAbsent(ClaimKey... keys) {
        for (ClaimKey each : keys) {
            assertThat(store.find(each)).as("state of %s", each).isEmpty();
        }
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
