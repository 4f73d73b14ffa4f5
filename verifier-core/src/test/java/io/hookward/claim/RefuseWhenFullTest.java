package io.hookward.claim;

import static io.hookward.claim.Stores.LEASE;
import static io.hookward.claim.Stores.RETENTION;
import static io.hookward.claim.Stores.SWEPT;
import static io.hookward.claim.Stores.delivery;
import static io.hookward.claim.Stores.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefuseWhenFullTest {

    private static final int CAPACITY = 100;

    private final Stores full = Stores.of(CaffeineDeliveryStore.builder().capacity(CAPACITY));
    private ClaimToken held;

    @BeforeEach
    void fill() {
        full.finish(0, CAPACITY - 1);
        held = full.win("held");
    }

    @Test
    @DisplayName("a new key is refused, loudly")
    void newKeyIsRefused() {
        assertRefused("new");
        assertRefused("new");
    }

    @Test
    @DisplayName("a refusal forgets nothing: all keys are still known")
    void nothingIsForgotten() {
        assertRefused("new");
        for (int i = 0; i < CAPACITY - 1; i++) {
            full.assertDone("evt_" + i);
        }
        assertThat(full.claim("held")).isInstanceOf(Claim.InFlight.class);
        assertThat(full.store().size()).isEqualTo(CAPACITY);
        assertThat(full.store().evictedUnexpired()).isZero();
    }

    @Test
    @DisplayName("the owner of a claim can still renew and complete it")
    void ownersFinish() {
        assertThat(full.store().renew(delivery("held"), held, LEASE)).isTrue();
        assertThat(full.store().complete(delivery("held"), held)).isTrue();
        full.assertDone("held");
        assertRefused("new");
    }

    @Test
    @DisplayName("a refused key is taken once a claim was released")
    void releaseMakesRoom() {
        assertRefused("new");
        full.store().release(delivery("held"), held);
        full.win("new");
        assertRefused("newer");
    }

    @Test
    @DisplayName("a refused key is taken once a key was forgotten")
    void forgettingMakesRoom() {
        assertRefused("new");
        full.store().forget(key("evt_7"));
        full.win("new");
    }

    @Test
    @DisplayName("a refused key is taken soon after a lease or a retention is over")
    void timeMakesRoom() {
        assertRefused("new");
        full.advance(LEASE.plus(SWEPT));
        full.finish("new");
        assertRefused("newer");
        full.advance(RETENTION.minus(LEASE));
        full.finish("newer");
        assertThat(full.store().size()).isEqualTo(2);
    }

    @Test
    @DisplayName("a claim that was won already is won again by its token, though there is no room")
    void repeatedClaim() {
        assertThat(full.store().claim(delivery("held"), held, LEASE)).isInstanceOf(Claim.Won.class);
        assertRefused("new");
    }

    @Test
    @DisplayName("a key whose own time is over makes its own room, though it was not swept yet")
    void ownRoom() {
        full.advance(LEASE);
        full.finish("held");
        full.advance(RETENTION.minus(LEASE));
        full.finish("evt_7");
    }

    @Test
    @DisplayName("a delivery with two keys needs room for both, or takes none")
    void roomForAllKeys() {
        full.store().forget(key("evt_7"));
        List<ClaimEntry> two = List.of(delivery("a").get(0), delivery("b").get(0));
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> full.store().claim(two, ClaimToken.create(), LEASE));
        full.win("a");
        full.store().forget(key("a"));
        full.store().forget(key("evt_8"));
        assertThat(full.store().claim(two, ClaimToken.create(), LEASE)).isInstanceOf(Claim.Won.class);
        assertThat(full.store().size()).isEqualTo(CAPACITY);
    }

    private void assertRefused(String id) {
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> full.claim(id))
                .withMessageContaining("100");
    }
}
