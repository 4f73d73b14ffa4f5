package io.hookward.claim;

import static io.hookward.claim.Stores.LEASE;
import static io.hookward.claim.Stores.delivery;
import static io.hookward.claim.Stores.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoundedDeliveryStoreTest {
    private static final int MOST = 3;

    private final HangingStore hanging = new HangingStore();
    private final BoundedDeliveryStore store = bounded(Duration.ofMillis(20));

    private BoundedDeliveryStore bounded(Duration maxWait) {
        return BoundedDeliveryStore.builder(hanging)
                .maxWait(maxWait)
                .maxCalls(MOST)
                .build();
    }

    @AfterEach
    void close() {
        hanging.letGo();
        store.close();
    }

    @Test
    @DisplayName("a caller of a store that hangs gets an exception in place of an answer")
    void callerIsToldInTime() {
        hanging.hang();
        assertTimesOut("evt_1");
    }

    @Test
    @DisplayName("a claim that is granted when nobody waits for it any more is given back")
    void lateClaimIsGivenBack() {
        hanging.hang();
        assertTimesOut("evt_1");
        hanging.letGo();
        await().until(() -> hanging.find(key("evt_1")).isEmpty() && hanging.calls() > 2);
        assertThat(store.claim(delivery("evt_1"), ClaimToken.create(), LEASE)).isInstanceOf(Claim.Won.class);
    }

    @Test
    @DisplayName("a claim that is repeated under its token is not given back for the first call's sake")
    void repeatedClaimStays() throws Exception {
        try (BoundedDeliveryStore patient = bounded(Duration.ofSeconds(2))) {
            hanging.hang();
            ClaimToken token = ClaimToken.create();
            assertThatExceptionOfType(StoreTimeoutException.class)
                    .isThrownBy(() -> patient.claim(delivery("evt_1"), token, LEASE));
            FutureTask<Claim> again = new FutureTask<>(() -> patient.claim(delivery("evt_1"), token, LEASE));
            new Thread(again).start();
            await().until(() -> hanging.calls() == 2);
            hanging.letGo();
            assertThat(again.get()).isInstanceOf(Claim.Won.class);
            // Not before the first call has ended, too
            await().until(patient::isIdle);
            assertThat(patient.renew(delivery("evt_1"), token, LEASE)).isTrue();
        }
    }

    @Test
    @DisplayName("when as many calls hang as may, nobody is kept waiting behind them, and no further call is made")
    void hangingStoreIsNotAskedMore() {
        hanging.hang();
        for (int i = 0; i < MOST; i++) {
            assertTimesOut("evt_" + i);
        }
        assertThatExceptionOfType(StoreTimeoutException.class)
                .isThrownBy(() -> store.ping())
                .withMessageContaining("hangs");
        assertThat(hanging.calls()).isEqualTo(MOST);
    }

    @Test
    @DisplayName("it answers again by itself when the store does")
    void recovers() {
        hanging.hang();
        for (int i = 0; i < MOST; i++) {
            assertTimesOut("evt_" + i);
        }
        hanging.letGo();
        await().ignoreExceptionsInstanceOf(StoreTimeoutException.class)
                .until(() -> store.claim(delivery("evt_new"), ClaimToken.create(), LEASE) instanceof Claim.Won);
        for (int i = 0; i < 10 * MOST; i++) {
            store.ping();
        }
    }

    @Test
    @DisplayName("more callers than may ask at once wait for their turn")
    void callersTakeTurns() throws Exception {
        try (BoundedDeliveryStore patient = bounded(Duration.ofMinutes(1))) {
            hanging.hang();
            List<FutureTask<Claim>> claims = IntStream.range(0, 4 * MOST)
                    .mapToObj(i ->
                            new FutureTask<>(() -> patient.claim(delivery("evt_" + i), ClaimToken.create(), LEASE)))
                    .toList();
            claims.forEach(claim -> new Thread(claim).start());
            await().until(() -> hanging.calls() == MOST);
            hanging.letGo();
            for (FutureTask<Claim> claim : claims) {
                assertThat(claim.get()).isInstanceOf(Claim.Won.class);
            }
        }
    }

    @Test
    @DisplayName("what the store throws is thrown as it is")
    void failuresPass() {
        BoundedDeliveryStore full = BoundedDeliveryStore.builder(
                        CaffeineDeliveryStore.builder().capacity(1).build())
                .build();
        full.claim(delivery("evt_1"), ClaimToken.create(), LEASE);
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> full.claim(delivery("evt_2"), ClaimToken.create(), LEASE));
        full.close();
        assertThatExceptionOfType(DeliveryStoreException.class)
                .isThrownBy(full::ping)
                .withMessageContaining("closed");
    }

    @Test
    @DisplayName("an interrupted caller stops waiting, stays interrupted, and its claim is given back")
    void interruptedCaller() throws Exception {
        try (BoundedDeliveryStore patient = bounded(Duration.ofMinutes(1))) {
            hanging.hang();
            FutureTask<Boolean> interrupted = new FutureTask<>(() -> {
                assertThatExceptionOfType(DeliveryStoreException.class)
                        .isThrownBy(() -> patient.claim(delivery("evt_1"), ClaimToken.create(), LEASE));
                return Thread.interrupted();
            });
            Thread caller = new Thread(interrupted);
            caller.start();
            await().until(() -> hanging.calls() == 1);
            caller.interrupt();
            assertThat(interrupted.get()).isTrue();
            hanging.letGo();
            await().until(() -> patient.claim(delivery("evt_1"), ClaimToken.create(), LEASE) instanceof Claim.Won);
        }
    }

    private void assertTimesOut(String id) {
        assertThatExceptionOfType(StoreTimeoutException.class)
                .isThrownBy(() -> store.claim(delivery(id), ClaimToken.create(), LEASE));
    }
}
