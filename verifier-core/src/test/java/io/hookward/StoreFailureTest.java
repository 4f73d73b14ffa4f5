package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.FailingStore.Question;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that cannot answer is neither a duplicate nor a reason to let a replay through. */
class StoreFailureTest {
    private static final String BODY = "{\"type\":\"batch-lifecycle\"}";

    private final AtomicReference<FailingStore> store = new AtomicReference<>();
    private final Bench avra = bench(StoreFailurePolicy.REFUSE);

    private Bench bench(StoreFailurePolicy policy) {
        return Bench.of("avra", settings -> settings.onStoreFailure(policy), memory -> {
            store.set(new FailingStore(memory));
            return store.get();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"CLAIM_DELIVERY", "CLAIM_SIGNATURE"})
    @DisplayName(
            "by default a delivery is refused while the store fails, and its retry is handled once the store is back")
    void refuses(Question failing) {
        WebhookRequest request = avra.signed("d-1", BODY);
        store.get().fail(failing);

        assertThat(Bench.reason(avra.receive(request))).contains(RejectionReason.STORE_UNAVAILABLE);
        assertThat(avra.heard.story()).containsExactly("store failed", "rejected store_unavailable");

        store.get().recover();
        assertThat(avra.receive(request)).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("a refusal of which the store keeps half a claim ends with the lease")
    void halfAClaim() {
        WebhookRequest request = avra.signed("d-1", BODY);
        store.get().fail(Question.CLAIM_SIGNATURE, Question.RELEASE);
        assertThat(Bench.reason(avra.receive(request))).contains(RejectionReason.STORE_UNAVAILABLE);

        store.get().recover();
        assertThat(avra.receive(request)).isInstanceOf(Reception.InFlight.class);
        avra.clock.advance(avra.endpoint.lease());
        assertThat(avra.receive(request)).isInstanceOf(Reception.Admitted.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLAIM_DELIVERY", "CLAIM_SIGNATURE"})
    @DisplayName("where the endpoint says so, a delivery is handled without a claim while the store fails")
    void handlesWithoutClaim(Question failing) {
        Bench open = bench(StoreFailurePolicy.HANDLE_WITHOUT_CLAIM);
        store.get().fail(failing, Question.COMPLETE, Question.RELEASE);

        DeliveryClaim claim = open.admitted(open.signed("d-1", BODY));
        claim.complete();
        assertThat(open.heard.story())
                .startsWith("store failed", "admitted d-1")
                .contains("completed d-1");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a replay that was seen stays refused, even if the store then fails to take back the claim of its new id")
    void replayStaysRefused(StoreFailurePolicy policy) {
        Bench bench = bench(policy);
        WebhookRequest captured = bench.signed("d-1", BODY);
        bench.admitted(captured).complete();
        store.get().fail(Question.RELEASE);

        assertThat(Bench.reason(bench.receive(Requests.with(captured, "X-Avra-Delivery-Id", "d-2"))))
                .contains(RejectionReason.SIGNATURE_REPLAYED);
    }

    @Test
    @DisplayName("a forgery is refused as a forgery, whatever the store does")
    void forgery() {
        Bench open = bench(StoreFailurePolicy.HANDLE_WITHOUT_CLAIM);
        store.get().fail(Question.CLAIM_DELIVERY, Question.CLAIM_SIGNATURE);
        WebhookRequest forged = Requests.withBody(open.signed("d-1", BODY), new byte[] {'{', '}'});

        assertThat(Bench.reason(open.receive(forged))).contains(RejectionReason.SIGNATURE_MISMATCH);
        assertThat(open.heard.story()).containsExactly("rejected signature_mismatch");
    }

    @Test
    @DisplayName("completing, releasing and renewing never throw: the listener hears of the store, the caller false")
    void endsQuietly() {
        DeliveryClaim completed = avra.admitted(avra.signed("d-1", BODY));
        avra.clock.advance(Duration.ofSeconds(1));
        DeliveryClaim released = avra.admitted(avra.signed("d-2", BODY));
        store.get().fail(Question.COMPLETE, Question.RELEASE, Question.RENEW);
        avra.heard.forget();

        assertThat(completed.renew(Duration.ofMinutes(1))).isFalse();
        assertThat(completed.complete()).isFalse();
        assertThat(released.release()).isFalse();
        assertThat(avra.heard.story())
                .filteredOn(event -> event.equals("store failed"))
                .hasSize(3);
    }
}
