package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.ClaimKey;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A captured delivery sent again under another id: Avra signs its time, but its id is a header that nothing covers. */
class ReplayTest {
    private static final String ID = "X-Avra-Delivery-Id";
    private static final String BODY = "{\"type\":\"batch-lifecycle\"}";

    private final ReceiverFixture avra = ReceiverFixture.of("avra-timestamped");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"d-2", "D-1", "d-1 ", "", " ", "d-1\u0000", "d-1\uD800", "sha256:d-1"})
    @DisplayName("once handled, the same signature under another id, or under none, is refused")
    void afterwards(String otherId) {
        WebhookRequest captured = avra.signed("d-1", BODY);
        avra.admitted(captured).complete();

        assertThat(ReceiverFixture.reason(avra.receive(Requests.with(captured, ID, otherId))))
                .contains(RejectionReason.SIGNATURE_REPLAYED);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "d-2")
    @DisplayName("while it is being handled, the same signature under another id, or under none, is refused")
    void meanwhile(String otherId) {
        WebhookRequest captured = avra.signed("d-1", BODY);
        avra.admitted(captured);

        assertThat(ReceiverFixture.reason(avra.receive(Requests.with(captured, ID, otherId))))
                .contains(RejectionReason.SIGNATURE_REPLAYED);
    }

    @Test
    @DisplayName("a delivery without an id does not come again with one that somebody added")
    void idAdded() {
        WebhookRequest captured = avra.signed(null, BODY);
        avra.admitted(captured).complete();

        assertThat(ReceiverFixture.reason(avra.receive(Requests.with(captured, ID, "d-9"))))
                .contains(RejectionReason.SIGNATURE_REPLAYED);
    }

    @Test
    @DisplayName("an id made to share its checksum with the true one is another id")
    void craftedId() {
        String trueId = "d-11371838";
        String forged = "d-12000402";
        assertThat(checksum(forged)).isEqualTo(checksum(trueId));
        WebhookRequest captured = avra.signed(trueId, BODY);
        avra.admitted(captured).complete();

        assertThat(ReceiverFixture.reason(avra.receive(Requests.with(captured, ID, forged))))
                .contains(RejectionReason.SIGNATURE_REPLAYED);
    }

    private static long checksum(String id) {
        CRC32C crc = new CRC32C();
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    @Test
    @DisplayName("the id that a replay made up stays free, and the true delivery under it is handled")
    void replayLeavesNoTrace() {
        WebhookRequest captured = avra.signed("d-1", BODY);
        avra.admitted(captured).complete();
        avra.receive(Requests.with(captured, ID, "d-2"));

        avra.clock.advance(Duration.ofSeconds(1));
        assertThat(avra.receive(avra.signed("d-2", BODY))).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("once the signature's time has run out, nothing of it needs to be remembered: its age refuses it")
    void afterItsTime() {
        WebhookRequest captured = avra.signed("d-1", BODY);
        avra.admitted(captured).complete();
        avra.clock.advance(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(ReceiverFixture.reason(avra.receive(Requests.with(captured, ID, "d-2"))))
                .contains(RejectionReason.TIMESTAMP_TOO_OLD);
    }

    @Test
    @DisplayName("a signature from the future is remembered until its time has run out, seen from its own time")
    void fromTheFuture() {
        avra.clock.advance(Duration.ofMinutes(5));
        WebhookRequest captured = avra.signed("d-1", BODY);
        avra.clock.advance(Duration.ofMinutes(-5));
        avra.admitted(captured).complete();

        avra.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(ReceiverFixture.reason(avra.receive(Requests.with(captured, ID, "d-2"))))
                .contains(RejectionReason.SIGNATURE_REPLAYED);
    }

    @Test
    @DisplayName("a delivery that was released comes again under its own signature and id")
    void released() {
        WebhookRequest captured = avra.signed("d-1", BODY);
        avra.admitted(captured).release();

        assertThat(avra.receive(captured)).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("an id that the operator forgot runs again under the very same signature")
    void forgotten() {
        WebhookRequest captured = avra.signed("d-1", BODY);
        avra.admitted(captured).complete();
        avra.memory.forget(new ClaimKey("avra-timestamped", "", ClaimKey.Kind.DELIVERY, "d-1"));

        DeliveryClaim again = avra.admitted(captured);
        assertThat(ReceiverFixture.reason(avra.receive(Requests.with(captured, ID, "d-2"))))
                .contains(RejectionReason.SIGNATURE_REPLAYED);
        assertThat(again.complete()).isTrue();
        assertThat(avra.receive(captured)).isInstanceOf(Reception.Duplicate.class);
    }

    @Test
    @DisplayName(
            "an id that the operator forgot while it was being handled is in flight under its signature until that ends")
    void forgottenMeanwhile() {
        WebhookRequest captured = avra.signed("d-1", BODY);
        avra.admitted(captured);
        avra.memory.forget(new ClaimKey("avra-timestamped", "", ClaimKey.Kind.DELIVERY, "d-1"));

        assertThat(avra.receive(captured)).isInstanceOf(Reception.InFlight.class);
        assertThat(ReceiverFixture.reason(avra.receive(Requests.with(captured, ID, "d-2"))))
                .contains(RejectionReason.SIGNATURE_REPLAYED);
    }

    @Test
    @DisplayName("two deliveries with one body, signed a second apart, are two")
    void honestTwins() {
        avra.admitted(avra.signed("d-1", BODY)).complete();
        avra.clock.advance(Duration.ofSeconds(1));

        assertThat(avra.receive(avra.signed("d-2", BODY))).isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("where the id is signed, another id has no right signature, and the signature is not remembered")
    void signedId() {
        ReceiverFixture standard = ReceiverFixture.of("standard-webhooks");
        WebhookRequest captured = standard.signed("d-1", BODY);
        standard.admitted(captured).complete();

        assertThat(ReceiverFixture.reason(standard.receive(Requests.with(captured, "webhook-id", "d-2"))))
                .contains(RejectionReason.SIGNATURE_MISMATCH);
        assertThat(standard.memory.size()).as("the id alone").isEqualTo(1);
    }

    @Test
    @DisplayName("where neither time nor id is signed, a new id is a new delivery: this cannot be told apart")
    void githubCannotTell() {
        ReceiverFixture github = ReceiverFixture.of("github");
        WebhookRequest captured = github.signed("d-1", BODY);
        github.admitted(captured).complete();

        assertThat(github.receive(Requests.with(captured, "X-GitHub-Delivery", "d-2")))
                .isInstanceOf(Reception.Admitted.class);
    }
}
