package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.TestClock;
import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.KeyForm;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Known answers for the providers that publish none, made by a tool that shares nothing with this project:
 *
 * <pre>
 * printf '%s' "$BODY" | openssl dgst -sha256 -hmac "$SECRET"
 * printf '%s' "1767225600.$BODY" | openssl dgst -sha256 -hmac "$SECRET"
 * </pre>
 */
class KnownAnswersTest {
    private static final Instant SENT = Instant.ofEpochSecond(1767225600);

    private static final Secret AVALA = Secret.of("example secret of an avala endpoint");
    private static final Secret AVRA = Secret.of("example secret of an avra endpoint");
    private static final Secret AVNOLOGY = Secret.of("whsec_example-secret-of-an-avnology-endpoint");

    private static final String AVRA_BODY =
            "{\"event\":\"batch-lifecycle\",\"status\":\"succeeded\",\"batch\":\"b_1\"}";

    private static Delivery delivery(SignatureScheme scheme, Secret secret, String body, String... headers) {
        return WebhookVerifier.builder(scheme)
                .secrets(secret)
                .clock(TestClock.at(SENT.plusSeconds(2)))
                .build()
                .verify(Headers.of(headers), body.getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    @Test
    @DisplayName("Avala's first generation: signed body, the id and the type in it")
    void avalaGuide() {
        Delivery delivery = delivery(
                Providers.get("avala"),
                AVALA,
                "{\"id\":\"evt_abc123\",\"type\":\"task.completed\",\"created_at\":\"2026-03-02T10:30:00Z\","
                        + "\"data\":{\"uid\":\"task_xyz789\",\"status\":\"completed\"}}",
                "X-Avala-Signature",
                "0c0d6dc2f2dfdaa5ddc0dcb7722780a9f30ade8670084fe1afb0c42e49b600a3");
        assertThat(delivery.id()).contains("evt_abc123");
        assertThat(delivery.isIdSigned()).isTrue();
        assertThat(delivery.eventType()).contains("task.completed");
        assertThat(delivery.sentAt()).as("created_at is the event's time").isEmpty();
    }

    @Test
    @DisplayName("Avala's second generation: no id anywhere, so equal bytes are the same event")
    void avalaPlanned() {
        Delivery delivery = delivery(
                Providers.get("avala"),
                AVALA,
                "{\"event\":\"export.completed\",\"timestamp\":\"2026-02-21T14:30:00Z\","
                        + "\"data\":{\"id\":\"exp_abc123\",\"format\":\"coco\",\"status\":\"completed\"}}",
                "X-Avala-Signature",
                "8143ca5f76d48a62246be99e7602902dcd2ed00e57a7db8eb00cd71de1b5945a");
        assertThat(delivery.id()).contains("sha256:e30a03d20de63dd691aecd9f2b762b3328263e24576b601613d934138cbb7218");
        assertThat(delivery.isIdSigned()).isTrue();
        assertThat(delivery.eventType()).contains("export.completed");
        assertThat(delivery.sentAt()).as("timestamp is the event's time").isEmpty();
    }

    @Test
    @DisplayName("Avala's third generation: other headers, the body is the resource itself")
    void avalaCurrent() {
        Delivery delivery = delivery(
                Providers.get("avala"),
                AVALA,
                "{\"uid\":\"exp_abc123\",\"status\":\"completed\",\"format\":\"avala_json\","
                        + "\"created_at\":\"2026-03-02T10:30:00Z\"}",
                "X-Avala-Webhook-Signature",
                "46fa71821ebda6c2992b4164f72c1d425ddb9cc9771179ac95da864eb2fc8484",
                "X-Avala-Webhook-Event",
                "export.completed",
                "X-Avala-Webhook-Delivery",
                "3b0c7a52-0000-4000-8000-000000000001");
        assertThat(delivery.id()).contains("3b0c7a52-0000-4000-8000-000000000001");
        assertThat(delivery.isIdSigned()).isFalse();
        assertThat(delivery.eventType()).contains("export.completed");
    }

    @Test
    @DisplayName("Avra: the time is signed with the body, the id is a header beside it")
    void avra() {
        Delivery delivery = delivery(
                Providers.get("avra-timestamped"),
                AVRA,
                AVRA_BODY,
                "X-Avra-Signature",
                "af6c341f28b2465a1bc5dafde02188807c274c267c77721b4fb533fc3625031c",
                "X-Avra-Timestamp",
                "1767225600",
                "X-Avra-Delivery-Id",
                "d-1");
        assertThat(delivery.id()).contains("d-1");
        assertThat(delivery.isIdSigned()).isFalse();
        assertThat(delivery.eventType()).contains("batch-lifecycle");
        assertThat(delivery.sentAt()).contains(SENT);
        assertThat(delivery.replayKey()).isPresent();
    }

    @Test
    @DisplayName("Avra with other header names and only the body signed: set on top of the entry")
    void avraAsItsDashboardSays() {
        SignatureScheme own = Providers.get("avra-timestamped").toBuilder()
                .signatureHeader("X-Hook-Sig")
                .timestamp("header:X-Hook-Time", TimestampRule.Unit.SECONDS)
                .deliveryId("header:X-Hook-Id")
                .content("{body}")
                .build();
        Delivery delivery = delivery(
                own,
                AVRA,
                AVRA_BODY,
                "X-Hook-Sig",
                "24553a981a3a7255eb301689a626e543aa18c33ff5833e8db5e3773c932e632c",
                "X-Hook-Time",
                "1767225600",
                "X-Hook-Id",
                "d-1");
        assertThat(delivery.id()).contains("d-1");
        assertThat(delivery.replayKey())
                .as("the time is not signed, so a repeated signature proves nothing")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            evt_0001 | user.created | 989cdab96355d75ce369e99398b2621b4707e9e875ec66da5026e3ab66c557af | \
            {"event_id":"evt_0001","event_type":"user.created","timestamp":"2026-01-01T00:00:00Z","payload":{}}
            evt_0002 | session.revoked | 65c487fd396b0560962262c9adee01d4db375939b7d151c5dcd522a14aaa1ea7 | \
            {"id":"evt_0002","type":"session.revoked","timestamp":"2026-01-01T00:00:00Z","data":{}}
            """)
    @DisplayName("Avnology: both shapes of its body, the secret used as text with its prefix")
    void avnology(String id, String type, String signature, String body) {
        Delivery delivery = delivery(
                Providers.get("avnology"),
                AVNOLOGY,
                body,
                "X-Avnology-Signature",
                signature,
                "X-Avnology-Timestamp",
                "1767225600");
        assertThat(delivery.id()).contains(id);
        assertThat(delivery.isIdSigned()).isTrue();
        assertThat(delivery.eventType()).contains(type);
        assertThat(delivery.sentAt()).contains(SENT);
    }

    @Test
    @DisplayName(
            "Avnology: the secret's text and its decoded bytes are two keys, and which one counts is the scheme's word")
    void avnologyBase64() {
        byte[] body = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
        byte[] key = "0123456789abcdef-only-for-tests".getBytes(StandardCharsets.US_ASCII);
        Secret shown = Secret.of("whsec_" + Base64.getEncoder().encodeToString(key));
        SignatureScheme asText = Providers.get("avnology");
        SignatureScheme decoded = asText.toBuilder().key(KeyForm.WHSEC).build();
        WebhookRequest signed = WebhookSigner.of(decoded, Secret.ofBytes(key))
                .draft()
                .body(body)
                .sentAt(SENT)
                .sign();
        assertThat(verify(decoded, shown, signed).isAccepted()).isTrue();
        assertThat(verify(asText, shown, signed).rejected().map(Rejection::reason))
                .contains(RejectionReason.SIGNATURE_MISMATCH);
    }

    private static Verification verify(SignatureScheme scheme, Secret secret, WebhookRequest request) {
        return WebhookVerifier.builder(scheme)
                .secrets(secret)
                .tolerance(Duration.ofMinutes(5), Duration.ofMinutes(5))
                .clock(TestClock.at(SENT))
                .build()
                .verify(request);
    }
}
