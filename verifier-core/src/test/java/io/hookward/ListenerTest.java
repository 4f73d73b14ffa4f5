package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The listener hears, and has no say. */
class ListenerTest {
    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("a listener's failure"),
                new NoClassDefFoundError("a metrics library of another version"),
                new AssertionError("a listener's assertion"));
    }

    private final AtomicInteger calls = new AtomicInteger();

    /** Throws whatever is called. */
    private ReceiverListener throwing(Throwable failure) {
        return (ReceiverListener) Proxy.newProxyInstance(
                ReceiverListener.class.getClassLoader(),
                new Class<?>[] {ReceiverListener.class},
                (proxy, method, arguments) -> {
                    calls.incrementAndGet();
                    throw failure;
                });
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("a listener that throws changes nothing about what is admitted, refused, completed and released")
    void throwingListener(Throwable failure) throws Exception {
        String log = LogCapture.during(() -> receiveWith(throwing(failure)));
        assertThat(log).contains("A receiver listener failed", String.valueOf(failure.getMessage()));
        assertThat(calls).hasValueGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName(
            "each of several listeners hears everything, in the order in which they were given, whatever the others throw")
    void several(Throwable failure) throws Exception {
        RecordingListener first = new RecordingListener();
        RecordingListener last = new RecordingListener();
        List<Integer> order = new ArrayList<>();
        ReceiverListener before = before(() -> order.add(1));
        ReceiverListener after = before(() -> order.add(2));
        LogCapture.during(() -> receiveWith(before, first, throwing(failure), after, last));
        assertThat(last.story())
                .isEqualTo(first.story())
                .containsSequence("admitted d-1", "in flight d-1", "released d-1", "admitted d-1", "completed d-1")
                .endsWith("rejected signature_mismatch", "unrouted d-1");
        assertThat(order).containsExactly(1, 2, 1, 2);
    }

    private static ReceiverListener before(Runnable admission) {
        return new ReceiverListener() {
            @Override
            public void admitted(Delivery delivery) {
                admission.run();
            }
        };
    }

    @Test
    @DisplayName("a log hears what nobody else is there to hear, and nothing otherwise")
    void logUnlessGiven() throws Exception {
        assertThat(LogCapture.during(() -> receiveWith())).contains("rejected, signature_mismatch");
        assertThat(LogCapture.during(() -> receiveWith(new RecordingListener())))
                .isEmpty();
        assertThat(LogCapture.during(() -> receiveWith(new RecordingListener(), ReceiverListener.logging())))
                .contains("rejected, signature_mismatch");
    }

    private static void receiveWith(ReceiverListener... listeners) throws Exception {
        ReceiverFixture bench = ReceiverFixture.of("avra-timestamped");
        WebhookReceiver.Builder builder =
                WebhookReceiver.builder().endpoint(bench.endpoint).clock(bench.clock);
        for (ReceiverListener listener : listeners) {
            builder.listener(listener);
        }
        WebhookReceiver receiver = builder.build();
        WebhookRequest request = bench.signed("d-1", "{}");

        Reception.Admitted admitted = (Reception.Admitted) receiver.receive(bench.endpoint, request);
        assertThat(receiver.receive(bench.endpoint, request)).isInstanceOf(Reception.InFlight.class);
        assertThat(admitted.claim().release()).isTrue();
        assertThat(receiver.handle(bench.endpoint, request, delivery -> {})).isInstanceOf(Reception.Admitted.class);
        assertThat(receiver.receive(bench.endpoint, request)).isInstanceOf(Reception.Duplicate.class);
        assertThat(ReceiverFixture.reason(receiver.receive(bench.endpoint, Requests.withBody(request, new byte[0]))))
                .contains(RejectionReason.SIGNATURE_MISMATCH);
        receiver.unrouted(admitted.delivery());
    }

    @Test
    @DisplayName("a listener need not listen to everything")
    void defaults() {
        ReceiverListener deaf = new ReceiverListener() {};
        ReceiverFixture bench = ReceiverFixture.of("github");
        Delivery delivery = delivery(bench);
        deaf.admitted(delivery);
        deaf.accepted(delivery);
        deaf.completed(delivery, Duration.ZERO);
        deaf.released(delivery, Duration.ZERO);
        deaf.duplicate(delivery);
        deaf.inFlight(delivery);
        deaf.idConflict(delivery);
        deaf.withoutId(delivery);
        deaf.leaseLost(delivery);
        deaf.unrouted(delivery);
        deaf.rejected("github", new Rejection(RejectionReason.OVERLOADED, ""));
        deaf.storeFailed("github", new IllegalStateException());
        assertThat(bench.heard.story()).containsExactly("admitted d-1");
    }

    private static Delivery delivery(ReceiverFixture bench) {
        return ((Reception.Admitted) bench.receive(bench.signed("d-1", "{}"))).delivery();
    }

    @Test
    @DisplayName("the operator's faults are those that a sender cannot mend: answers from 500 on")
    void operatorsFaults() {
        assertThat(RejectionReason.values())
                .filteredOn(ReceiverListener::isOperatorsFault)
                .containsExactlyInAnyOrder(
                        RejectionReason.BODY_ALREADY_READ,
                        RejectionReason.OVERLOADED,
                        RejectionReason.NO_USABLE_SECRET,
                        RejectionReason.STORE_UNAVAILABLE);
    }
}
