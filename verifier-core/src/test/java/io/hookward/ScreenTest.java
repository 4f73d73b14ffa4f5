package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Headers;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is judged by its head as it would be with its body, only earlier. */
class ScreenTest {
    private final ReceiverFixture avra = ReceiverFixture.of("avra-timestamped");
    private final WebhookRequest valid = avra.signed("d-1", "{}");

    private static WebhookRequest head(WebhookRequest request) {
        return Requests.withBody(request, new byte[0]);
    }

    private static Optional<RejectionReason> screen(ReceiverFixture bench, WebhookRequest head) {
        return bench.receiver.open(bench.endpoint, head.head()) instanceof Reception.Rejected rejected
                ? Optional.of(rejected.why().reason())
                : Optional.empty();
    }

    private void agrees(RejectionReason reason, WebhookRequest request) {
        assertThat(screen(avra, head(request))).contains(reason);
        assertThat(ReceiverFixture.reason(avra.receive(request))).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "avala",
                "avnology",
                "avra-timestamped",
                "github",
                "shopify",
                "slack",
                "standard-webhooks",
                "stripe",
                "svix"
            })
    @DisplayName("the head of a valid delivery passes, and nothing is heard or kept of it")
    void valid(String provider) {
        ReceiverFixture bench = ReceiverFixture.of(provider);
        assertThat(screen(bench, head(bench.signed("d-1", "{}")))).isEmpty();
        assertThat(bench.heard.story()).isEmpty();
        assertThat(bench.memory.size()).isZero();
    }

    @Test
    @DisplayName("what the head tells is refused without the body, for the same reason as with it")
    void sameReasons() {
        agrees(RejectionReason.SIGNATURE_MISSING, Requests.with(valid, "X-Avra-Signature", null));
        agrees(RejectionReason.SIGNATURE_MISSING, Requests.with(valid, "X-Avra-Signature", " "));
        agrees(RejectionReason.SIGNATURE_MALFORMED, Requests.with(valid, "X-Avra-Signature", "0x00"));
        agrees(RejectionReason.SIGNATURE_MALFORMED, Requests.with(valid, "X-Avra-Signature", "a".repeat(8193)));
        agrees(RejectionReason.TIMESTAMP_MISSING, Requests.with(valid, "X-Avra-Timestamp", null));
        agrees(RejectionReason.TIMESTAMP_MALFORMED, Requests.with(valid, "X-Avra-Timestamp", "now"));
        agrees(RejectionReason.TIMESTAMP_TOO_OLD, Requests.with(valid, "X-Avra-Timestamp", "1"));
        agrees(RejectionReason.TIMESTAMP_TOO_NEW, Requests.with(valid, "X-Avra-Timestamp", "99999999999"));
        agrees(RejectionReason.METHOD_NOT_ALLOWED, with(request -> request.method("GET")));
        agrees(RejectionReason.BODY_COMPRESSED, Requests.with(valid, "Content-Encoding", "gzip"));
    }

    private WebhookRequest with(UnaryOperator<WebhookRequest.Builder> change) {
        return change.apply(WebhookRequest.builder().headers(valid.headers()).body(valid.body()))
                .build();
    }

    @Test
    @DisplayName("what only the body tells passes the screen, and is refused afterwards")
    void bodyDecides() {
        WebhookRequest forged = Requests.with(valid, "X-Avra-Signature", "00".repeat(32));
        assertThat(screen(avra, head(forged))).isEmpty();
        assertThat(ReceiverFixture.reason(avra.receive(forged))).contains(RejectionReason.SIGNATURE_MISMATCH);
    }

    @Test
    @DisplayName("a body of exactly the limit is accepted, and one byte more is refused")
    void bodyLimit() {
        ReceiverFixture small = ReceiverFixture.of("github", settings -> settings.maxBodyBytes(10));
        assertThat(small.receive(small.signed("d-1", "0123456789"))).isInstanceOf(Reception.Admitted.class);
        assertThat(ReceiverFixture.reason(small.receive(small.signed("d-2", "0123456789a"))))
                .contains(RejectionReason.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "post", "POST ", "", "FOO"})
    @DisplayName("a signed request with another method than POST is no delivery")
    void methods(String method) {
        agrees(RejectionReason.METHOD_NOT_ALLOWED, with(request -> request.method(method)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "br", "deflate", "identity, gzip", "x-unknown", "gzip;q=0"})
    @DisplayName("a body with a content coding is refused, unless the endpoint allows it and the signature covers it")
    void compressed(String coding) {
        WebhookRequest request = Requests.with(valid, "Content-Encoding", coding);
        agrees(RejectionReason.BODY_COMPRESSED, request);

        ReceiverFixture open = ReceiverFixture.of("avra-timestamped", EndpointBuilder::allowCompressed);
        assertThat(open.receive(request)).isInstanceOf(Reception.Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", " identity ", ""})
    @DisplayName("a body whose content coding is none is plain")
    void identity(String coding) {
        assertThat(avra.receive(Requests.with(valid, "Content-Encoding", coding)))
                .isInstanceOf(Reception.Admitted.class);
    }

    @Test
    @DisplayName("a second content coding header is seen, too")
    void secondCoding() {
        Map<String, List<String>> headers = Requests.headers(valid);
        headers.put("content-encoding", List.of("identity", "gzip"));
        agrees(RejectionReason.BODY_COMPRESSED, Requests.with(valid, Headers.of(headers)));
    }

    @Test
    @DisplayName("without a secret that is valid now a delivery is put off, not refused for good")
    void noUsableSecret() {
        ReceiverFixture later = ReceiverFixture.of(
                "avra-timestamped",
                settings -> settings.secrets(Secret.builder("a-secret-that-has-its-time")
                        .notAfter(avra.clock.instant().plus(Duration.ofHours(1)))
                        .build()));
        later.clock.advance(Duration.ofHours(2));
        WebhookRequest request = later.signed("d-1", "{}");
        assertThat(screen(later, head(request)))
                .as("the head asks no source whether there is a new one")
                .isEmpty();
        assertThat(ReceiverFixture.reason(later.receive(request))).contains(RejectionReason.NO_USABLE_SECRET);
    }

    @Test
    @DisplayName("each refusal by the head is heard once")
    void heard() {
        screen(avra, head(Requests.with(valid, "X-Avra-Signature", null)));
        assertThat(avra.heard.story()).containsExactly("rejected signature_missing");
    }
}
