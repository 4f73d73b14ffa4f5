package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.request.Delivery;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SchemeBuilder;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.verify.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a delivery says, and schemes that no provider of the catalogue has. */
class TestDeliveryTest {
    private static final Secret SECRET = Secret.of("the secret of these tests");

    private final MutableClock clock = MutableClock.at("2026-03-02T10:30:00Z");

    @Test
    @DisplayName("every delivery has an id of its own, and keeps it when it is sent again")
    void ids() {
        SimulatedProvider github = SimulatedProvider.of(Providers.get("github"), SECRET);
        TestDelivery delivery = github.delivery();

        assertThat(id(delivery)).isEqualTo(id(delivery)).isNotEqualTo(id(github.delivery()));
    }

    @Test
    @DisplayName("sent again, a delivery is signed anew at the clock's time, unless its time is fixed")
    void retry() {
        TestDelivery delivery = provider(Providers.get("avra-timestamped")).delivery();
        String first = delivery.valid().headers().first("X-Avra-Signature");
        clock.advance(Duration.ofMinutes(1));

        assertThat(delivery.valid().headers().first("X-Avra-Signature")).isNotEqualTo(first);
        assertThat(delivery.sentAt(clock.instant().minusSeconds(60))
                        .valid()
                        .headers()
                        .first("X-Avra-Signature"))
                .isEqualTo(first);
    }

    @Test
    @DisplayName("body, method and headers are the caller's, and the scheme's own headers win in any case")
    void own() {
        WebhookRequest request = provider(Providers.get("github"))
                .delivery()
                .method("PUT")
                .body("no json")
                .header("content-type", "text/plain")
                .header("x-github-delivery", "not mine")
                .id("mine")
                .valid();

        assertThat(request.method()).isEqualTo("PUT");
        assertThat(Requests.bytes(request)).isEqualTo("no json".getBytes(StandardCharsets.UTF_8));
        assertThat(request.headers().values("Content-Type")).containsExactly("text/plain");
        assertThat(request.headers().values("X-GitHub-Delivery")).containsExactly("mine");
    }

    @Test
    @DisplayName("a signature changed by the caller is sent beside the headers and the body that were signed")
    void withSignature() {
        TestDelivery delivery = provider(Providers.get("avra-timestamped")).delivery();

        WebhookRequest changed = delivery.withSignature(signature -> "x" + signature);

        assertThat(changed.headers().first("X-Avra-Signature"))
                .isEqualTo("x" + delivery.valid().headers().first("X-Avra-Signature"));
        assertThat(Requests.bytes(changed)).isEqualTo(Requests.bytes(delivery.valid()));
    }

    @Test
    @DisplayName("a timestamp is replaced or left out after signing, if it has a header of its own")
    void withTimestamp() {
        TestDelivery delivery = provider(Providers.get("avra-timestamped")).delivery();

        assertThat(delivery.withTimestamp("yesterday").headers().values("X-Avra-Timestamp"))
                .containsExactly("yesterday");
        assertThat(delivery.withTimestamp(null).headers().first("X-Avra-Timestamp"))
                .isNull();
        assertThat(delivery.withTimestamp(null).headers().first("X-Avra-Signature"))
                .isEqualTo(delivery.valid().headers().first("X-Avra-Signature"));
        TestDelivery stripe = provider(Providers.get("stripe")).delivery();
        assertThatThrownBy(() -> stripe.withTimestamp(null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("without an id, none is sent")
    void withoutId() {
        WebhookRequest request =
                provider(Providers.get("shopify")).delivery().withoutId().valid();

        assertThat(verify(Providers.get("shopify"), request).id()).isEmpty();
    }

    @Test
    @DisplayName("a body without digits is tampered with in its last byte, and an empty one cannot be")
    void tampered() {
        TestDelivery delivery = provider(Providers.get("github")).delivery();

        assertThat(Requests.bytes(delivery.body("ab").tampered()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("ac");
        assertThat(Requests.bytes(delivery.body("[1,2]").tampered()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("[1,3]");
        assertThatThrownBy(() -> delivery.body("").tampered()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("a scheme that signs nonce, query, URL and a time in the body is served")
    void manyParts() {
        SignatureScheme scheme = acme().content("{method}\n{url}\n{query:shop}\n{header:X-Nonce}\n{timestamp}\n{body}")
                .timestamp("body:/sent", TimestampRule.Unit.ISO_8601)
                .deliveryId("query:delivery")
                .build();

        WebhookRequest request = provider(scheme).delivery().id("ä&1").valid();

        assertThat(request.url()).isEqualTo("https://receiver.example/webhooks/acme?shop=sample&delivery=%C3%A4%261");
        Delivery delivery = verify(scheme, request);
        assertThat(delivery.id()).contains("ä&1");
        assertThat(delivery.sentAt()).contains(Instant.parse("2026-03-02T10:30:00Z"));
    }

    @Test
    @DisplayName("times in milliseconds and as an HTTP date are written as the scheme has them")
    void times() {
        for (TimestampRule.Unit unit : TimestampRule.Unit.values()) {
            SignatureScheme scheme = acme().content("{timestamp}.{body}")
                    .timestamp("body:/sent", unit)
                    .build();

            Delivery delivery = verify(scheme, provider(scheme).delivery().valid());

            assertThat(delivery.sentAt().orElse(clock.instant())).isEqualTo(clock.instant());
        }
    }

    @Test
    @DisplayName("the provider's own tolerance, however long, is exceeded")
    void tolerant() {
        SignatureScheme scheme = acme().content("{timestamp}.{body}")
                .timestamp("header:X-Time", TimestampRule.Unit.SECONDS)
                .tolerance(Duration.ofDays(3), Duration.ofDays(3))
                .build();
        TestDelivery delivery = provider(scheme).delivery();

        assertThat(verifier(scheme).verify(delivery.stale()).isAccepted()).isFalse();
        assertThat(verifier(scheme).verify(delivery.inTheFuture()).isAccepted()).isFalse();
    }

    @Test
    @DisplayName("several secrets make several signatures where the header has room")
    void severalSecrets() {
        Secret other = Secret.of("another secret of these tests").withId("other");
        WebhookRequest request = provider(Providers.get("stripe")).delivery().signedBy(other, SECRET);

        assertThat(verify(Providers.get("stripe"), request).secretId()).contains("default");
        assertThat(request.headers().first("Stripe-Signature")).containsPattern("v1=.*,v1=");
    }

    @Test
    @DisplayName("a delivery does not print what it sends")
    void silent() {
        assertThat(provider(Providers.get("github")).delivery().id("evt_1").body("private"))
                .hasToString("TestDelivery[evt_1]");
    }

    private static String id(TestDelivery delivery) {
        return String.valueOf(delivery.valid().headers().first("X-GitHub-Delivery"));
    }

    private SimulatedProvider provider(SignatureScheme scheme) {
        return SimulatedProvider.of(scheme, SECRET).clock(clock);
    }

    private Delivery verify(SignatureScheme scheme, WebhookRequest request) {
        return verifier(scheme).verify(request).orElseThrow();
    }

    private WebhookVerifier verifier(SignatureScheme scheme) {
        return WebhookVerifier.builder(scheme).secrets(SECRET).clock(clock).build();
    }

    private static SchemeBuilder acme() {
        return SignatureScheme.builder("acme").signatureHeader("X-Acme-Signature");
    }
}
