package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.FailingStore.Question;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStoreException;
import io.hookward.request.Delivery;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that cannot answer is neither a duplicate nor a reason to let a replay through. Avra's deliveries have two keys. */
class StoreFailureTest {
    private static final String ID = "X-Avra-Delivery-Id";
    private static final String BODY = "{\"type\":\"batch-lifecycle\"}";

    private final AtomicReference<FailingStore> store = new AtomicReference<>();
    private final ReceiverFixture avra = bench(StoreFailurePolicy.REFUSE);
    private final WebhookRequest request = avra.signed("d-1", BODY);

    private ReceiverFixture bench(StoreFailurePolicy policy) {
        return ReceiverFixture.of("avra-timestamped", settings -> settings.onStoreFailure(policy), memory -> {
            store.set(new FailingStore(memory));
            return store.get();
        });
    }

    @Test
    @DisplayName(
            "by default a delivery is refused while the store fails, and its retry is handled once the store is back")
    void refuses() {
        store.get().fail(Question.CLAIM, Question.RELEASE);

        assertThat(ReceiverFixture.reason(avra.receive(request))).contains(RejectionReason.STORE_UNAVAILABLE);
        assertThat(avra.heard.story()).containsExactly("store failed", "rejected store_unavailable");

        store.get().recover();
        assertThat(avra.receive(request)).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("a claim that the store granted without answering is given back: the retry is handled at once")
    void lostClaim() {
        store.get().loseAnswers(Question.CLAIM);
        assertThat(ReceiverFixture.reason(avra.receive(request))).contains(RejectionReason.STORE_UNAVAILABLE);
        assertThat(avra.heard.story()).containsExactly("store failed", "rejected store_unavailable");
        assertThat(avra.memory.size()).isZero();

        store.get().recover();
        assertThat(avra.receive(request)).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("a claim that the store granted without answering and does not take back ends with the lease")
    void keptClaim() {
        store.get().loseAnswers(Question.CLAIM);
        store.get().fail(Question.RELEASE);
        assertThat(ReceiverFixture.reason(avra.receive(request))).contains(RejectionReason.STORE_UNAVAILABLE);

        store.get().recover();
        assertThat(avra.receive(request)).isInstanceOf(Reception.InFlight.class);
        avra.clock.advance(avra.endpoint.lease());
        assertThat(avra.receive(request)).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("a store that took too long is not waited for again: the delivery is refused after one call")
    void tooLate() {
        store.get().timeOut(Question.CLAIM, Question.RELEASE);
        assertThat(ReceiverFixture.reason(avra.receive(request))).contains(RejectionReason.STORE_UNAVAILABLE);
        assertThat(store.get().asked()).containsExactly(Question.CLAIM);
    }

    @Test
    @DisplayName("nor when the answer leaves: one call, and 503 in place of the handler's 200")
    void tooLateAfterHandling() {
        DeliveryClaim claim = avra.admitted(request);
        store.get().timeOut(Question.COMPLETE);
        assertThat(claim.settle(200))
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(503));
        assertThat(store.get().asked()).containsExactly(Question.CLAIM, Question.COMPLETE);
    }

    @Test
    @DisplayName("giving back what was perhaps granted does not touch the claim that somebody else holds")
    void givesBackItsOwn() {
        DeliveryClaim owner = avra.admitted(request);
        store.get().fail(Question.CLAIM);
        assertThat(ReceiverFixture.reason(avra.receive(request))).contains(RejectionReason.STORE_UNAVAILABLE);

        store.get().recover();
        assertThat(avra.receive(request)).isInstanceOf(Reception.InFlight.class);
        assertThat(owner.complete()).isTrue();
    }

    @Test
    @DisplayName("where the endpoint says so, a delivery is handled without a claim while the store fails")
    void handlesWithoutClaim() {
        ReceiverFixture open = bench(StoreFailurePolicy.HANDLE_WITHOUT_CLAIM);
        store.get().fail(Question.values()[0], Question.values());

        DeliveryClaim claim = open.admitted(open.signed("d-1", BODY));
        assertThat(claim.isHeld()).isTrue();
        assertThat(claim.renew(Duration.ofMinutes(1))).isTrue();
        assertThat(claim.complete()).isTrue();
        assertThat(open.heard.story()).containsExactly("store failed", "admitted d-1", "completed d-1");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a replay is refused without any claim to take back, so a store that fails in that is no way in")
    void replayStaysRefused(StoreFailurePolicy policy) {
        ReceiverFixture bench = bench(policy);
        WebhookRequest captured = bench.signed("d-1", BODY);
        bench.admitted(captured).complete();
        store.get().fail(Question.RELEASE);

        assertThat(ReceiverFixture.reason(bench.receive(Requests.with(captured, ID, "d-2"))))
                .contains(RejectionReason.SIGNATURE_REPLAYED);
        assertThat(store.get().asked()).containsExactly(Question.CLAIM, Question.COMPLETE, Question.CLAIM);
    }

    @Test
    @DisplayName("a forgery is refused as a forgery, whatever the store does")
    void forgery() {
        ReceiverFixture open = bench(StoreFailurePolicy.HANDLE_WITHOUT_CLAIM);
        store.get().fail(Question.CLAIM);
        WebhookRequest forged = Requests.withBody(open.signed("d-1", BODY), new byte[] {'{', '}'});

        assertThat(ReceiverFixture.reason(open.receive(forged))).contains(RejectionReason.SIGNATURE_MISMATCH);
        assertThat(open.heard.story()).containsExactly("rejected signature_mismatch");
    }

    @Test
    @DisplayName("a completion that fails throws, completes none of the keys, and can be tried again for all of them")
    void completionFails() {
        DeliveryClaim claim = avra.admitted(request);
        store.get().fail(Question.COMPLETE);
        avra.heard.forget();

        assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(claim::complete);
        assertThat(avra.heard.story()).containsExactly("store failed");
        assertThat(avra.receive(request)).isInstanceOf(Reception.InFlight.class);
        avra.heard.forget();

        store.get().recover();
        assertThat(claim.complete()).isTrue();
        assertThat(avra.heard.story()).containsExactly("completed d-1");
        assertThat(avra.receive(request)).isInstanceOf(Reception.Duplicate.class);
        assertThat(ReceiverFixture.reason(avra.receive(Requests.with(request, ID, "d-2"))))
                .contains(RejectionReason.SIGNATURE_REPLAYED);
    }

    @Test
    @DisplayName("a completion whose answer was lost throws, and is told as completed when it is tried again")
    void completionLost() {
        DeliveryClaim claim = avra.admitted(request);
        store.get().loseAnswers(Question.COMPLETE);
        avra.heard.forget();

        assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(claim::complete);
        assertThat(avra.receive(request)).isInstanceOf(Reception.Duplicate.class);
        store.get().recover();
        assertThat(claim.complete()).isTrue();
        assertThat(claim.complete()).isTrue();
        assertThat(avra.heard.story()).containsExactly("store failed", "duplicate d-1", "completed d-1");
    }

    @Test
    @DisplayName("a release that fails does not throw, and can be tried again; both keys are then free")
    void releaseFails() {
        DeliveryClaim claim = avra.admitted(request);
        store.get().fail(Question.RELEASE);
        avra.heard.forget();

        assertThat(claim.release()).isFalse();
        assertThat(avra.heard.story()).containsExactly("store failed");
        store.get().recover();
        assertThat(claim.release()).isTrue();
        assertThat(avra.heard.story()).containsExactly("store failed", "released d-1");
        assertThat(avra.memory.size()).isZero();
    }

    @Test
    @DisplayName(
            "not to know whether a claim is held is neither yes nor no: renewing and asking throw, and lose nothing")
    void unknownIsNotLost() {
        DeliveryClaim claim = avra.admitted(request);
        store.get().fail(Question.RENEW, Question.FIND);
        avra.heard.forget();

        assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(() -> claim.renew(Duration.ofMinutes(1)));
        assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(claim::isHeld);
        assertThat(avra.heard.story()).containsExactly("store failed", "store failed");
        store.get().recover();
        assertThat(claim.renew(Duration.ofMinutes(1))).isTrue();
        assertThat(claim.isHeld()).isTrue();
        assertThat(claim.complete()).isTrue();
    }

    @Test
    @DisplayName("a delivery that was handled is not handled again because the connection to the store had broken")
    void secondTry() throws Exception {
        store.get().failOnce(Question.COMPLETE);
        List<Delivery> handled = new ArrayList<>();

        avra.receiver.handle(avra.endpoint, request, handled::add);
        assertThat(avra.receiver.handle(avra.endpoint, request, handled::add)).isInstanceOf(Reception.Duplicate.class);
        assertThat(handled).hasSize(1);
        assertThat(avra.heard.story())
                .containsExactly("admitted d-1", "store failed", "completed d-1", "duplicate d-1");
    }

    @Test
    @DisplayName(
            "where a handled delivery cannot be marked as done, whoever had it handled is told so, and nothing is freed")
    void handledButNotDone() {
        store.get().fail(Question.COMPLETE);

        assertThatExceptionOfType(DeliveryStoreException.class)
                .isThrownBy(() -> avra.receiver.handle(avra.endpoint, request, delivery -> {}));
        assertThat(avra.heard.story()).containsExactly("admitted d-1", "store failed", "store failed");
        assertThat(avra.receive(request)).isInstanceOf(Reception.InFlight.class);
    }

    @Test
    @DisplayName("where an endpoint handles without claims, it does not matter that a handled delivery was not marked")
    void handledWithoutMark() throws Exception {
        ReceiverFixture open = bench(StoreFailurePolicy.HANDLE_WITHOUT_CLAIM);
        store.get().fail(Question.COMPLETE);

        Reception reception = open.receiver.handle(open.endpoint, open.signed("d-1", BODY), delivery -> {});
        assertThat(reception).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("a store that fails in a way of its own fails like any other")
    void otherFailures() {
        IllegalStateException failure = new IllegalStateException("closed");
        ReceiverFixture bench =
                ReceiverFixture.of("avra-timestamped", settings -> settings, memory -> new FailingStore(memory) {
                    @Override
                    public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
                        throw failure;
                    }
                });
        DeliveryClaim claim = bench.admitted(request);
        assertThatExceptionOfType(DeliveryStoreException.class)
                .isThrownBy(claim::complete)
                .withCause(failure);
        assertThat(bench.heard.story()).endsWith("store failed");
    }
}
