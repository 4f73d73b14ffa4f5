package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each delivery is handled once, and a failed one again. */
class DedupeTest {
    private final ReceiverFixture github = ReceiverFixture.of("github");
    private final WebhookRequest first = github.signed("d-1", "{\"zen\":1}");

    @Test
    @DisplayName("a delivery that comes again after it was handled is a duplicate")
    void done() {
        github.admitted(first).complete();

        assertThat(github.receive(first))
                .isInstanceOfSatisfying(
                        Reception.Duplicate.class,
                        duplicate -> assertThat(duplicate.delivery().id()).contains("d-1"));
        assertThat(github.heard.story()).containsExactly("admitted d-1", "completed d-1", "duplicate d-1");
    }

    @Test
    @DisplayName("a delivery that comes again while it is being handled is in flight, for what is left of the lease")
    void inFlight() {
        github.admitted(first);
        github.clock.advance(Duration.ofMinutes(2));

        assertThat(github.receive(first))
                .isInstanceOfSatisfying(
                        Reception.InFlight.class,
                        inFlight -> assertThat(inFlight.retryAfter()).isEqualTo(Duration.ofMinutes(3)));
        assertThat(github.heard.story()).containsExactly("admitted d-1", "in flight d-1");
    }

    @Test
    @DisplayName("a released delivery runs again")
    void released() {
        assertThat(github.admitted(first).release()).isTrue();

        assertThat(github.admitted(first).complete()).isTrue();
        assertThat(github.heard.story())
                .containsExactly("admitted d-1", "released d-1", "admitted d-1", "completed d-1");
    }

    @Test
    @DisplayName("a delivery whose owner fell silent runs again when the lease is over, and not a moment before")
    void leaseOver() {
        github.admitted(first);
        github.clock.advance(github.endpoint.lease().minusNanos(1));
        assertThat(github.receive(first)).isInstanceOf(Reception.InFlight.class);

        github.clock.advance(Duration.ofNanos(1));
        assertThat(github.receive(first)).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("a late owner can neither complete nor release what another has taken over, and is told so")
    void lateOwner() {
        DeliveryClaim late = github.admitted(first);
        github.clock.advance(github.endpoint.lease());
        DeliveryClaim owner = github.admitted(first);
        github.heard.forget();

        assertThat(late.renew(Duration.ofMinutes(1))).isFalse();
        assertThat(late.complete()).isFalse();
        assertThat(github.heard.story()).contains("lease lost d-1");
        assertThat(github.receive(first)).isInstanceOf(Reception.InFlight.class);
        assertThat(owner.complete()).isTrue();
    }

    @Test
    @DisplayName("a late release does not free what another has taken over")
    void lateRelease() {
        DeliveryClaim late = github.admitted(first);
        github.clock.advance(github.endpoint.lease());
        github.admitted(first);

        assertThat(late.release()).isFalse();
        assertThat(github.receive(first)).isInstanceOf(Reception.InFlight.class);
    }

    @Test
    @DisplayName("renewing keeps the claim for longer than its lease")
    void renewed() {
        DeliveryClaim claim = github.admitted(first);
        for (int i = 0; i < 10; i++) {
            github.clock.advance(Duration.ofMinutes(4));
            assertThat(claim.renew(Duration.ofMinutes(5))).isTrue();
            assertThat(github.receive(first)).isInstanceOf(Reception.InFlight.class);
        }
        assertThat(claim.complete()).isTrue();
        assertThat(claim.renew(Duration.ofMinutes(5))).as("it has ended").isFalse();
    }

    @Test
    @DisplayName("a claim ends once: what comes after complete or release changes nothing")
    void endsOnce() {
        DeliveryClaim claim = github.admitted(first);
        assertThat(claim.complete()).isTrue();
        assertThat(claim.release()).isFalse();
        assertThat(claim.complete()).as("it is done").isTrue();
        assertThat(github.receive(first)).isInstanceOf(Reception.Duplicate.class);

        WebhookRequest second = github.signed("d-2", "{}");
        DeliveryClaim freed = github.admitted(second);
        assertThat(freed.release()).isTrue();
        assertThat(freed.complete()).isFalse();
        assertThat(freed.release()).as("it is free").isTrue();
        assertThat(github.receive(second)).isInstanceOf(Reception.Admitted.class);
        assertThat(github.heard.story())
                .containsExactly(
                        "admitted d-1",
                        "completed d-1",
                        "duplicate d-1",
                        "admitted d-2",
                        "released d-2",
                        "admitted d-2");
    }

    @Test
    @DisplayName("a handled delivery never runs again within its retention, however often it is asked for; then it may")
    void retention() {
        github.admitted(first).complete();
        Duration step = Duration.ofHours(1);
        long steps = github.endpoint.retention().dividedBy(step);
        for (long i = 0; i < steps - 1; i++) {
            github.clock.advance(step);
            assertThat(github.receive(first)).isInstanceOf(Reception.Duplicate.class);
        }
        github.clock.advance(step.minusNanos(1));
        assertThat(github.receive(first)).isInstanceOf(Reception.Duplicate.class);

        github.clock.advance(Duration.ofNanos(1));
        assertThat(github.receive(first)).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("an id that comes again with another body is a duplicate, and the listener hears of the conflict")
    void conflict() {
        github.admitted(first).complete();

        assertThat(github.receive(github.signed("d-1", "{\"zen\":2}"))).isInstanceOf(Reception.Duplicate.class);
        assertThat(github.heard.story()).endsWith("id conflict d-1", "duplicate d-1");
    }

    @Test
    @DisplayName("an id that comes with another body while the first is being handled is in flight, and a conflict")
    void conflictInFlight() {
        github.admitted(first);

        assertThat(github.receive(github.signed("d-1", "{\"zen\":2}"))).isInstanceOf(Reception.InFlight.class);
        assertThat(github.heard.story()).endsWith("id conflict d-1", "in flight d-1");
    }

    @Test
    @DisplayName(
            "a strict endpoint refuses an id that comes again with another body, and still takes the honest repetition")
    void strictConflict() {
        ReceiverFixture strict = ReceiverFixture.of("github", EndpointBuilder::strictAboutConflicts);
        strict.admitted(first).complete();

        assertThat(ReceiverFixture.reason(strict.receive(strict.signed("d-1", "{\"zen\":2}"))))
                .contains(RejectionReason.ID_CONFLICT);
        assertThat(strict.heard.story()).endsWith("id conflict d-1", "rejected id_conflict");
        assertThat(strict.receive(first)).isInstanceOf(Reception.Duplicate.class);
    }

    @Test
    @DisplayName(
            "a delivery without an id runs each time, and the listener hears that it cannot be told from a repetition")
    void withoutId() {
        WebhookRequest nameless = github.signed(null, "{}");
        github.admitted(nameless).complete();

        assertThat(github.receive(nameless)).isInstanceOf(Reception.Admitted.class);
        assertThat(github.heard.story())
                .containsExactly("without id -", "admitted -", "completed -", "without id -", "admitted -");
        assertThat(github.memory.size()).isZero();
    }

    @Test
    @DisplayName("without an id but with a signed time, the same request again is a duplicate, and a new one is not")
    void withoutIdButSigned() {
        ReceiverFixture avra = ReceiverFixture.of("avra-timestamped");
        WebhookRequest nameless = avra.signed(null, "{}");
        avra.admitted(nameless).complete();

        assertThat(avra.receive(nameless)).isInstanceOf(Reception.Duplicate.class);
        avra.clock.advance(Duration.ofSeconds(1));
        assertThat(avra.receive(avra.signed(null, "{}"))).isInstanceOf(Reception.Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "D-1",
                "d-1%20",
                "d-1\u00a0",
                "d-1'; DROP TABLE claims; --",
                "*",
                "d-?",
                "${jndi:ldap://x}",
                "%s%n",
                "__proto__",
                "../../d-1",
                "d\u0301-1",
                "{\"$ne\":1}",
                "github:d:d-1"
            })
    @DisplayName("an id is compared as it is, and whatever it looks like is data")
    void idsAreData(String id) {
        github.admitted(first).complete();
        WebhookRequest odd = github.signed(id, "{}");

        github.admitted(odd).complete();
        assertThat(github.receive(odd)).isInstanceOf(Reception.Duplicate.class);
        assertThat(github.receive(first)).isInstanceOf(Reception.Duplicate.class);
    }

    @Test
    @DisplayName("ids too long to keep are told apart by their last character")
    void longIds() {
        String id = "x".repeat(5000);
        github.admitted(github.signed(id + "1", "{}")).complete();

        assertThat(github.receive(github.signed(id + "1", "{}"))).isInstanceOf(Reception.Duplicate.class);
        assertThat(github.receive(github.signed(id + "2", "{}"))).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("a refused request leaves no trace in the store: the true delivery under its id is handled")
    void forgeriesLeaveNoTrace() {
        WebhookRequest truth = github.signed("d-1", "{}");
        github.receive(Requests.withBody(truth, new byte[] {'['}));
        github.receive(Requests.with(truth, "X-Hub-Signature-256", null));
        github.receive(Requests.with(truth, "X-Hub-Signature-256", "sha256=" + "00".repeat(32)));
        IntStream.range(0, 1000)
                .forEach(i -> github.receive(
                        Requests.with(Requests.withBody(truth, new byte[0]), "X-GitHub-Delivery", "d-" + i)));

        assertThat(github.memory.size()).isZero();
        assertThat(github.receive(truth)).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("a forgery under a known id learns nothing: it is refused like one under an unknown id")
    void knownIdIsNotTold() {
        github.admitted(first).complete();
        WebhookRequest forged = Requests.withBody(first, new byte[0]);

        assertThat(github.receive(forged)).isEqualTo(github.receive(Requests.with(forged, "X-GitHub-Delivery", "d-2")));
    }

    @Test
    @DisplayName("endpoints share a store and not their ids, even two of one provider and secret")
    void endpointsApart() {
        CaffeineDeliveryStore shared = CaffeineDeliveryStore.builder().build();
        WebhookEndpoint one = endpoint("one");
        WebhookEndpoint two = endpoint("two");
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoints(List.of(one, two))
                .store(shared)
                .listener(new RecordingListener())
                .build();

        assertThat(receiver.receive(one, first)).isInstanceOf(Reception.Admitted.class);
        assertThat(receiver.receive(two, first)).isInstanceOf(Reception.Admitted.class);
        assertThat(receiver.receive(one, first)).isInstanceOf(Reception.InFlight.class);
    }

    private static WebhookEndpoint endpoint(String name) {
        return WebhookEndpoint.builder(Providers.get("github"))
                .name(name)
                .path("/" + name)
                .secrets(ReceiverFixture.SECRET)
                .build();
    }
}
