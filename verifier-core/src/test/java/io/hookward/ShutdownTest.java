package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.FailingStore.Question;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A process that ends gives back what it has claimed, so that nobody waits for its leases. */
class ShutdownTest {
    private final AtomicReference<FailingStore> store = new AtomicReference<>();
    private final ReceiverFixture instance = ReceiverFixture.of("github", settings -> settings, memory -> {
        store.set(new FailingStore(memory));
        return store.get();
    });

    @Test
    @DisplayName("open claims are given back: the provider's retry is admitted at once")
    void openClaims() {
        DeliveryClaim first = admitted("d-1");
        admitted("d-2");

        assertThat(instance.receiver.releaseOpenClaims()).isEqualTo(2);
        assertThat(instance.receive(instance.signed("d-1", "{}"))).isInstanceOf(Reception.Admitted.class);
        assertThat(first.complete()).as("the handler that is late").isFalse();
    }

    @Test
    @DisplayName("what was completed, released, lost or handed off is left alone")
    void endedClaims() {
        admitted("completed").complete();
        admitted("released").release();
        DeliveryClaim lost = admitted("lost");
        instance.clock.advance(instance.endpoint.lease());
        assertThat(lost.complete()).isFalse();
        HandOff handedOff = admitted("handed off").handOff();
        int before = store.get().asked().size();

        assertThat(instance.receiver.releaseOpenClaims()).isZero();
        assertThat(store.get().asked()).hasSize(before);
        assertThat(store.get().complete(handedOff.entries(), handedOff.token())).isTrue();
    }

    @Test
    @DisplayName("a store that cannot answer does not keep the process from ending")
    void storeFails() {
        admitted("d-1");
        store.get().fail(Question.RELEASE);
        assertThat(instance.receiver.releaseOpenClaims()).isZero();
    }

    @Test
    @DisplayName("claims that nobody ends are not kept beyond their lease, unless they were renewed")
    void forgottenClaims() {
        DeliveryClaim claim = admitted("d-1");
        long now = System.nanoTime();
        assertThat(claim.isLeaseOver(now)).isFalse();
        assertThat(claim.isLeaseOver(now + instance.endpoint.lease().toNanos())).isTrue();
        assertThat(claim.renew(instance.endpoint.lease().plus(Duration.ofHours(1))))
                .isTrue();
        assertThat(claim.isLeaseOver(now + instance.endpoint.lease().toNanos())).isFalse();
    }

    private DeliveryClaim admitted(String id) {
        return instance.admitted(instance.signed(id, "{}"));
    }
}
