package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A receiver with an acceptor")
class AcceptorTest {
    private final ReceiverFixture bench = ReceiverFixture.of("github");
    private final RecordingListener heard = new RecordingListener();
    private final List<Delivery> asked = new ArrayList<>();
    private Acceptance next = new Acceptance.Stored();

    private final WebhookReceiver receiver = receiver(bench.endpoint);

    private WebhookReceiver receiver(WebhookEndpoint endpoint) {
        return WebhookReceiver.builder()
                .endpoint(endpoint)
                .clock(bench.clock)
                .listener(heard)
                .acceptor((from, delivery) -> {
                    asked.add(delivery);
                    return next;
                })
                .build();
    }

    private Answer answer(WebhookRequest request) {
        return Answer.to(receiver.receive(bench.endpoint, request));
    }

    @Test
    @DisplayName("acknowledges what is stored as the provider wants it, and calls no handler")
    void stored() throws Exception {
        List<Delivery> handled = new ArrayList<>();
        Reception reception = receiver.handle(bench.endpoint, bench.signed("d-1", "{}"), handled::add);
        assertThat(reception).isInstanceOf(Reception.Accepted.class);
        assertThat(Answer.to(reception)).isEqualTo(Answer.acknowledgement(bench.endpoint));
        assertThat(handled).isEmpty();
        assertThat(heard.story()).containsExactly("accepted d-1");
    }

    @Test
    @DisplayName("asks it about verified deliveries alone")
    void verifiedOnly() {
        assertThat(answer(Requests.withBody(bench.signed("d-1", "{}"), new byte[1]))
                        .status())
                .isEqualTo(401);
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("acknowledges a duplicate, and tells of one with another body")
    void duplicates() {
        next = new Acceptance.Duplicate(true);
        assertThat(answer(bench.signed("d-1", "{}")).headers()).containsEntry(Answer.DUPLICATE_HEADER, "true");
        next = new Acceptance.Duplicate(false);
        assertThat(answer(bench.signed("d-1", "{}")).status()).isEqualTo(200);
        assertThat(heard.story()).containsExactly("duplicate d-1", "id conflict d-1", "duplicate d-1");
    }

    @Test
    @DisplayName("refuses an id with another body where the endpoint is strict")
    void strict() {
        WebhookEndpoint strict = WebhookEndpoint.builder(bench.scheme)
                .secrets(ReceiverFixture.SECRET)
                .strictAboutConflicts()
                .build();
        next = new Acceptance.Duplicate(false);
        Reception reception = receiver(strict).receive(strict, bench.signed("d-1", "{}"));
        assertThat(ReceiverFixture.reason(reception)).contains(RejectionReason.ID_CONFLICT);
    }

    @Test
    @DisplayName("answers what it refuses with its status, and tells when to come again")
    void refused() {
        assertThat(refused(RejectionReason.RATE_LIMITED, Duration.ofMillis(1500)))
                .returns(429, Answer::status)
                .satisfies(answer -> assertThat(answer.headers()).containsEntry("Retry-After", "2"));
        assertThat(refused(RejectionReason.OVERLOADED, Duration.ofMinutes(1)))
                .returns(503, Answer::status)
                .satisfies(answer -> assertThat(answer.headers()).containsEntry("Retry-After", "60"));
        assertThat(refused(RejectionReason.OVERLOADED, null).headers()).containsEntry("Retry-After", "5");
        assertThat(heard.story())
                .containsExactly("rejected rate_limited", "rejected overloaded", "rejected overloaded");
    }

    private Answer refused(RejectionReason reason, @Nullable Duration retryAfter) {
        next = new Acceptance.Refused(new Rejection(reason, "full"), retryAfter);
        return answer(bench.signed("d-1", "{}"));
    }

    @Test
    @DisplayName("answers 503 if it fails, whatever the endpoint does about a store of claims that fails")
    void failing() {
        WebhookEndpoint careless = WebhookEndpoint.builder(bench.scheme)
                .secrets(ReceiverFixture.SECRET)
                .onStoreFailure(StoreFailurePolicy.HANDLE_WITHOUT_CLAIM)
                .build();
        WebhookReceiver failing = WebhookReceiver.builder()
                .endpoint(careless)
                .clock(bench.clock)
                .listener(heard)
                .acceptor((endpoint, delivery) -> {
                    throw new IllegalStateException("no database");
                })
                .build();
        Reception reception = failing.receive(careless, bench.signed("d-1", "{}"));
        assertThat(Answer.to(reception)).isEqualTo(Answer.unavailable());
        assertThat(heard.story()).containsExactly("store failed", "rejected store_unavailable");
    }

    @Test
    @DisplayName("tells of a delivery without id, and stores it")
    void withoutId() {
        WebhookRequest request = Requests.with(bench.signed("d-1", "{}"), "X-GitHub-Delivery", null);
        assertThat(answer(request).status()).isEqualTo(200);
        assertThat(heard.story()).containsExactly("without id -", "accepted -");
    }

    @Test
    @DisplayName("may accept for one endpoint and have another one's deliveries handled within the request")
    void oneEndpoint() {
        WebhookEndpoint other = WebhookEndpoint.builder(bench.scheme)
                .name("other")
                .path("/other")
                .secrets(ReceiverFixture.SECRET)
                .build();
        WebhookReceiver both = WebhookReceiver.builder()
                .endpoint(bench.endpoint)
                .endpoint(other)
                .clock(bench.clock)
                .acceptor("other", (endpoint, delivery) -> new Acceptance.Stored())
                .build();
        assertThat(both.receive(bench.endpoint, bench.signed("d-1", "{}"))).isInstanceOf(Reception.Admitted.class);
        assertThat(both.receive(other, bench.signed("d-1", "{}"))).isInstanceOf(Reception.Accepted.class);
    }

    @Test
    @DisplayName("does not start with an acceptor for an endpoint that it does not have")
    void misspelt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookReceiver.builder()
                        .endpoint(bench.endpoint)
                        .acceptor("githib", (endpoint, delivery) -> new Acceptance.Stored())
                        .build())
                .withMessageContaining("githib");
    }
}
