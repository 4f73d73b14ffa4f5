package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hookward.FailingStore.Question;
import io.hookward.claim.ClaimKey;
import io.hookward.request.WebhookRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the owner of a claim can do with it, and what the listeners hear. */
class DeliveryClaimTest {
    private final AtomicReference<FailingStore> store = new AtomicReference<>();
    private final ReceiverFixture bench = bench(StoreFailurePolicy.REFUSE);
    private final WebhookRequest request = bench.signed("d-1", "{}");
    private final DeliveryClaim claim = bench.admitted(request);

    private ReceiverFixture bench(StoreFailurePolicy policy) {
        return ReceiverFixture.of("github", settings -> settings.onStoreFailure(policy), memory -> {
            store.set(new FailingStore(memory));
            return store.get();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 299})
    @DisplayName("a 2xx completes the claim, and may leave")
    void settledBySuccess(int status) {
        assertThat(claim.settle(status)).isEmpty();
        assertThat(bench.receive(request)).isInstanceOf(Reception.Duplicate.class);
        assertThat(bench.heard.story()).containsExactly("admitted d-1", "completed d-1", "duplicate d-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 199, 300, 302, 404, 500, 503})
    @DisplayName("any other answer releases the claim, and may leave")
    void settledByFailure(int status) {
        assertThat(claim.settle(status)).isEmpty();
        assertThat(bench.receive(request)).isInstanceOf(Reception.Admitted.class);
        assertThat(bench.heard.story()).containsExactly("admitted d-1", "released d-1", "admitted d-1");
    }

    @Test
    @DisplayName("only the first answer decides")
    void settledOnce() {
        assertThat(claim.settle(500)).isEmpty();
        assertThat(claim.settle(200)).isEmpty();
        assertThat(bench.heard.story()).containsExactly("admitted d-1", "released d-1");
    }

    @Test
    @DisplayName(
            "a 2xx does not leave while the store does not have the delivery as done: the provider is to come again")
    void settledWithoutStore() {
        store.get().fail(Question.COMPLETE);

        assertThat(claim.settle(200)).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsKey("Retry-After");
        });
        assertThat(claim.settle(503)).as("that answer decides nothing").isEmpty();
        assertThat(store.get().asked()).containsExactly(Question.CLAIM, Question.COMPLETE, Question.COMPLETE);
    }

    @Test
    @DisplayName("a 2xx leaves all the same from an endpoint that handles deliveries without a claim if it must")
    void settledWithoutClaim() {
        ReceiverFixture open = bench(StoreFailurePolicy.HANDLE_WITHOUT_CLAIM);
        DeliveryClaim unmarked = open.admitted(request);
        store.get().fail(Question.COMPLETE);
        assertThat(unmarked.settle(200)).isEmpty();
    }

    @Test
    @DisplayName(
            "a 2xx leaves if the lease was over: the work is done, and the listeners hear that it may be done twice")
    void settledTooLate() {
        bench.clock.advance(bench.endpoint.lease());
        assertThat(claim.settle(200)).isEmpty();
        assertThat(bench.heard.story()).containsExactly("admitted d-1", "lease lost d-1");
    }

    @Test
    @DisplayName("a claim is held until its lease is over, and renewing prolongs that")
    void held() {
        assertThat(claim.isHeld()).isTrue();
        bench.clock.advance(bench.endpoint.lease().minusNanos(1));
        assertThat(claim.isHeld()).isTrue();
        assertThat(claim.renew(Duration.ofSeconds(1))).isTrue();
        bench.clock.advance(Duration.ofSeconds(1).minusNanos(1));
        assertThat(claim.isHeld()).isTrue();
        bench.clock.advance(Duration.ofNanos(1));
        assertThat(claim.isHeld()).isFalse();
    }

    @Test
    @DisplayName("a claim that somebody took over, or that was forgotten or ended, is not held any more")
    void notHeld() {
        bench.clock.advance(bench.endpoint.lease());
        DeliveryClaim second = bench.admitted(request);
        assertThat(claim.isHeld()).isFalse();
        assertThat(second.isHeld()).isTrue();
        bench.memory.forget(new ClaimKey("github", "", ClaimKey.Kind.DELIVERY, "d-1"));
        assertThat(second.isHeld()).isFalse();
        DeliveryClaim third = bench.admitted(request);
        third.complete();
        assertThat(third.isHeld()).isFalse();
    }

    @Test
    @DisplayName("a claim with one of its keys lost is not held, and neither completes nor renews the other")
    void halfHeld() {
        ReceiverFixture avra = ReceiverFixture.of("avra-timestamped");
        WebhookRequest two = avra.signed("d-1", "{}");
        DeliveryClaim half = avra.admitted(two);
        avra.memory.forget(new ClaimKey("avra-timestamped", "", ClaimKey.Kind.DELIVERY, "d-1"));

        assertThat(half.isHeld()).isFalse();
        assertThat(half.renew(Duration.ofDays(1))).isFalse();
        assertThat(half.complete()).isFalse();
        assertThat(avra.heard.story()).containsExactly("admitted d-1", "lease lost d-1");
        avra.clock.advance(avra.endpoint.lease());
        assertThat(avra.memory.size()).isZero();
    }

    @Test
    @DisplayName("a lost claim is told once, whoever notices it first")
    void lossIsToldOnce() {
        bench.clock.advance(bench.endpoint.lease());
        assertThat(claim.renew(Duration.ofMinutes(1))).isFalse();
        assertThat(claim.renew(Duration.ofMinutes(1))).isFalse();
        assertThat(claim.complete()).isFalse();
        assertThat(claim.release()).isFalse();
        assertThat(bench.heard.story()).containsExactly("admitted d-1", "lease lost d-1");
    }

    @Test
    @DisplayName("after a hand-off the claim is the new owner's: what the old one does is heard by nobody")
    void handedOff() {
        HandOff handOff = claim.handOff();
        bench.heard.forget();

        assertThat(claim.settle(200)).isEmpty();
        assertThat(claim.complete()).isFalse();
        assertThat(claim.release()).isFalse();
        assertThat(claim.renew(Duration.ofMinutes(1))).isFalse();
        assertThat(claim.isHeld()).isFalse();
        assertThatIllegalStateException().isThrownBy(claim::handOff);
        assertThat(bench.heard.story()).isEmpty();
        assertThat(bench.receive(request)).isInstanceOf(Reception.InFlight.class);

        assertThat(bench.memory.complete(handOff.entries(), handOff.token())).isTrue();
        assertThat(bench.receive(request)).isInstanceOf(Reception.Duplicate.class);
    }

    @Test
    @DisplayName("a claim that has ended cannot be handed off")
    void endedIsNotHandedOff() {
        claim.release();
        assertThatIllegalStateException().isThrownBy(claim::handOff);
    }

    @Test
    @DisplayName("within a transaction the listeners hear of the completion when it has committed, and once")
    void afterCommit() {
        List<Runnable> commit = new ArrayList<>();
        assertThat(claim.complete(commit::add)).isTrue();
        assertThat(bench.heard.story()).containsExactly("admitted d-1");

        commit.forEach(Runnable::run);
        commit.forEach(Runnable::run);
        assertThat(claim.settle(200)).isEmpty();
        assertThat(bench.heard.story()).containsExactly("admitted d-1", "completed d-1");
    }

    @Test
    @DisplayName(
            "a transaction that rolls back leaves the claim open: it can be completed or released as if never tried")
    void afterRollback() {
        assertThat(claim.complete(committed -> {})).isTrue();
        assertThat(claim.complete(committed -> {})).isTrue();
        assertThat(bench.heard.story()).containsExactly("admitted d-1");
        assertThat(claim.complete()).isTrue();
        assertThat(bench.heard.story()).containsExactly("admitted d-1", "completed d-1");
    }

    @Test
    @DisplayName("a claim without keys asks no store, and ends like any other")
    void withoutKeys() {
        DeliveryClaim nameless = bench.admitted(bench.signed(null, "{}"));
        store.get().fail(Question.CLAIM, Question.values());
        assertThat(nameless.isHeld()).isTrue();
        assertThat(nameless.renew(Duration.ofMinutes(1))).isTrue();
        assertThat(nameless.release()).isTrue();
        assertThat(nameless.isHeld()).isFalse();
    }
}
