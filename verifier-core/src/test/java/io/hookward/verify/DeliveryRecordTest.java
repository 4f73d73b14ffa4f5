package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Delivery;
import io.hookward.request.DeliveryRecord;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRecordTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Secret SECRET =
            Secret.builder("recorded-secret-of-a-test").id("spring").build();

    private static Delivery received(String provider) {
        WebhookRequest signed = WebhookSigner.of(Providers.get(provider), SECRET)
                .draft()
                .id("d-1")
                .eventType("ping")
                .sentAt(NOW)
                .url("https://example.com/webhooks/" + provider + "?a=1")
                .header("X-Twice", "1")
                .body("{\"id\":\"d-1\",\"type\":\"ping\",\"note\":\"\u00e4\\u0000\"}".getBytes(StandardCharsets.UTF_8))
                .sign();
        return WebhookVerifier.builder(Providers.get(provider))
                .secrets(SECRET)
                .endpoint("in")
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build()
                .verify(signed)
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "stripe", "avra-timestamped", "slack"})
    @DisplayName("a delivery that was written down comes back as it was, and says that it was restored")
    void comesBack(String provider) {
        Delivery delivery = received(provider);
        Delivery restored = delivery.record().restore();

        assertThat(delivery.isRestored()).isFalse();
        assertThat(restored.isRestored()).isTrue();
        assertThat(restored.record()).isEqualTo(delivery.record());
        assertThat(restored)
                .extracting(
                        Delivery::endpoint,
                        Delivery::provider,
                        Delivery::tenant,
                        Delivery::id,
                        Delivery::isIdSigned,
                        Delivery::eventId,
                        Delivery::eventType,
                        Delivery::sentAt,
                        Delivery::receivedAt,
                        Delivery::secretId,
                        Delivery::method,
                        Delivery::url,
                        Delivery::payloadField,
                        Delivery::bytes)
                .containsExactly(
                        delivery.endpoint(),
                        delivery.provider(),
                        delivery.tenant(),
                        delivery.id(),
                        delivery.isIdSigned(),
                        delivery.eventId(),
                        delivery.eventType(),
                        delivery.sentAt(),
                        delivery.receivedAt(),
                        delivery.secretId(),
                        delivery.method(),
                        delivery.url(),
                        delivery.payloadField(),
                        delivery.bytes());
        assertThat(restored.receivedAt()).isEqualTo(NOW);
        assertThat(restored.json()).isEqualTo(delivery.json());
        assertThat(restored.headers().first("x-twice")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = "github")
    @DisplayName("two records are equal if all their data is, the body byte by byte; what they print tells no body")
    void equality(String provider) {
        DeliveryRecord record = received(provider).record();
        byte[] other = Arrays.copyOf(record.body(), record.body().length);
        other[other.length - 2] ^= 1;
        DeliveryRecord changed = new DeliveryRecord(
                record.endpoint(),
                record.provider(),
                record.tenant(),
                record.id(),
                record.idSigned(),
                record.eventId(),
                record.eventType(),
                record.sentAt(),
                record.receivedAt(),
                record.secretId(),
                record.algorithm(),
                record.method(),
                record.url(),
                record.payloadField(),
                record.headers(),
                other);

        assertThat(changed).isNotEqualTo(record);
        assertThat(received(provider).record()).isEqualTo(record).hasSameHashCodeAs(record);
        assertThat(record.toString()).doesNotContain("d-1", "ping", "spring");
    }
}
