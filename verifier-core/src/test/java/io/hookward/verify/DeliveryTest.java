package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.Requests;
import io.hookward.request.Delivery;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an application gets of a verified request, and how its body is given. */
class DeliveryTest {
    private static final SignatureScheme GITHUB = Providers.get("github");

    /** An order, as an application would have it. */
    record Order(String id, int amount) {}

    private static Delivery delivery(byte[] body) {
        return Senders.verifier(GITHUB)
                .verify(Senders.valid(GITHUB, body).orElseThrow())
                .orElseThrow();
    }

    static Stream<byte[]> bodies() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return Stream.of(
                new byte[0],
                all,
                text("\uFEFF{}"),
                text("{}\r\n"),
                text("\r\n \t{} \n"),
                text("é"),
                text("e\u0301"),
                new byte[] {(byte) 0xC3, (byte) 0x28},
                new byte[1 << 20]);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    @DisplayName("a body is the bytes that came, however it is asked for, and as often as one likes")
    void bytes(byte[] body) throws IOException {
        Delivery delivery = delivery(body);
        for (int i = 0; i < 2; i++) {
            assertThat(delivery.bytes()).isEqualTo(body);
            assertThat(delivery.stream().readAllBytes()).isEqualTo(body);
            ByteBuffer view = delivery.body();
            byte[] read = new byte[view.remaining()];
            view.get(read);
            assertThat(read).isEqualTo(body);
        }
    }

    @Test
    @DisplayName("a body is read only: who changes a copy changes a copy")
    void readOnly() {
        Delivery delivery = delivery(text("{\"id\":\"1\"}"));
        delivery.bytes()[0] = 'x';
        assertThat(delivery.bytes()[0]).isEqualTo((byte) '{');
        assertThat(delivery.body().isReadOnly()).isTrue();
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> delivery.body().put(0, (byte) 'x'));
    }

    @Test
    @DisplayName("a body comes as JSON, and as an object of a class")
    void json() {
        Delivery delivery = delivery(text("{\"id\":\"o-1\",\"amount\":7}"));
        assertThat(delivery.json().get("amount").asInt()).isEqualTo(7);
        assertThat(delivery.json(Order.class)).isEqualTo(new Order("o-1", 7));
    }

    @Test
    @DisplayName("a body that is no JSON is a delivery all the same, and says so when it is asked for JSON")
    void notJson() {
        Delivery delivery = delivery(text("payload=%7B%7D"));
        assertThatExceptionOfType(JacksonException.class).isThrownBy(delivery::json);
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> delivery.json(Order.class));
    }

    @Test
    @DisplayName("a body in a part of an array, in a direct buffer and in a read-only one is that part alone")
    void buffers() {
        WebhookRequest valid = Senders.valid(GITHUB, text("{\"id\":\"1\"}")).orElseThrow();
        byte[] body = Requests.body(valid);
        byte[] inside = new byte[body.length + 20];
        System.arraycopy(body, 0, inside, 7, body.length);
        ByteBuffer heap = ByteBuffer.wrap(inside, 7, body.length);
        ByteBuffer direct = ByteBuffer.allocateDirect(body.length).put(body).flip();
        for (ByteBuffer buffer : new ByteBuffer[] {heap, heap.slice(), heap.asReadOnlyBuffer(), direct}) {
            int position = buffer.position();
            WebhookRequest request = WebhookRequest.builder()
                    .headers(valid.headers())
                    .body(buffer)
                    .build();
            Delivery delivery = Senders.verifier(GITHUB).verify(request).orElseThrow();
            assertThat(delivery.bytes()).isEqualTo(body);
            assertThat(delivery.json().get("id").asString()).isEqualTo("1");
            assertThat(buffer.position()).isEqualTo(position);
        }
    }

    @Test
    @DisplayName("a delivery and its request print neither headers nor body")
    void printed() {
        Delivery delivery = delivery(text("{\"card\":\"zqxj\"}"));
        assertThat(delivery.toString()).contains("github").doesNotContain("zqxj", "id-1", "sha256");
        WebhookRequest request = Senders.valid(GITHUB, text("zqxj")).orElseThrow();
        assertThat(request.toString()).doesNotContain("zqxj", "sha256");
    }

    @Test
    @DisplayName("the outcome of a verification is one of two, and can be asked for either way")
    void outcome() {
        WebhookRequest valid = Senders.valid(GITHUB, text("{}")).orElseThrow();
        Verification accepted = Senders.verifier(GITHUB).verify(valid);
        Verification rejected = Senders.verifier(GITHUB).verify(Requests.withBody(valid, new byte[0]));
        assertThat(accepted.isAccepted()).isTrue();
        assertThat(accepted.accepted()).isPresent();
        assertThat(accepted.rejected()).isEmpty();
        assertThat(rejected.isAccepted()).isFalse();
        assertThat(rejected.accepted()).isEmpty();
        assertThat(rejected.<String>fold(
                        delivery -> "accepted", why -> why.reason().code()))
                .isEqualTo("signature_mismatch");
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(rejected::orElseThrow)
                .withMessageStartingWith("signature_mismatch: ")
                .satisfies(thrown ->
                        assertThat(thrown.rejection().reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
    }

    @Test
    @DisplayName("parsed JSON is shared by those who ask, and parsed once")
    void parsedOnce() {
        Delivery delivery = delivery(text("{}"));
        JsonNode first = delivery.json();
        assertThat(delivery.json()).isSameAs(first);
    }
}
