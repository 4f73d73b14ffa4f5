package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.request.Delivery;
import io.hookward.request.WebhookRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a claim, by how the handler ends. */
class HandleTest {
    private final ReceiverFixture bench = ReceiverFixture.of("github");
    private final WebhookRequest request = bench.signed("d-1", "{\"zen\":\"ä\"}");
    private final List<Delivery> handled = new ArrayList<>();

    private Reception handle(DeliveryHandler handler) throws Exception {
        return bench.receiver.handle(bench.endpoint, request, handler);
    }

    @Test
    @DisplayName("a handler that returns completes the claim, and is not called for the duplicate")
    void returns() throws Exception {
        assertThat(handle(handled::add)).isInstanceOf(Reception.Admitted.class);
        assertThat(handle(handled::add)).isInstanceOf(Reception.Duplicate.class);

        assertThat(handled).singleElement().satisfies(delivery -> {
            assertThat(delivery.endpoint()).isEqualTo("github");
            assertThat(delivery.secretId()).contains("default");
            assertThat(delivery.bytes()).isEqualTo("{\"zen\":\"ä\"}".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(bench.heard.story()).containsExactly("admitted d-1", "completed d-1", "duplicate d-1");
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("a failure"),
                new IOException("a checked failure"),
                new InterruptedException("an interruption"),
                new OutOfMemoryError("an error"),
                new StackOverflowError("another error"),
                new AssertionError("one more"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName(
            "a handler that throws, an Error too, frees the delivery for the provider's retry; the caller gets what it threw")
    void fails(Throwable failure) throws Exception {
        assertThatThrownBy(() -> handle(delivery -> {
                    handled.add(delivery);
                    HandleTest.<RuntimeException>sneak(failure);
                }))
                .isSameAs(failure);
        assertThat(bench.heard.story()).containsExactly("admitted d-1", "released d-1");

        assertThat(handle(handled::add)).isInstanceOf(Reception.Admitted.class);
        assertThat(handled).hasSize(2);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    @DisplayName("a handler is not called for a request that is no delivery")
    void notForForgeries() throws Exception {
        WebhookRequest forged = Requests.withBody(request, new byte[0]);
        assertThat(bench.receiver.handle(bench.endpoint, forged, handled::add)).isInstanceOf(Reception.Rejected.class);
        assertThat(handled).isEmpty();
    }

    @Test
    @DisplayName("a delivery is seen as in flight by its own handler, which so cannot start itself again")
    void reentrant() throws Exception {
        List<Reception> inside = new ArrayList<>();
        handle(delivery -> inside.add(handle(handled::add)));
        assertThat(inside).singleElement().isInstanceOf(Reception.InFlight.class);
        assertThat(handled).isEmpty();
    }
}
