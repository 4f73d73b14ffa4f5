package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A captured delivery of a provider that signs neither its id nor a timestamp. */
class ContentTest {
    private static final String ID = "X-GitHub-Delivery";
    private static final String BODY = "{\"zen\":\"Speak like a human.\"}";

    private final ReceiverFixture github = ReceiverFixture.of("github", EndpointBuilder::deduplicateContent);
    private final WebhookRequest captured = github.signed("d-1", BODY);

    private static Delivery delivery(ReceiverFixture fixture, WebhookRequest request) {
        Reception reception = fixture.receive(request);
        return ((Reception.Admitted) reception).delivery();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"d-2", "D-1", "", " ", "sha256:d-1"})
    @DisplayName("is handled again under another id, or none, unless its content is the same delivery")
    void otherId(String id) {
        ReceiverFixture trusting = ReceiverFixture.of("github");
        trusting.admitted(captured).complete();
        trusting.admitted(Requests.with(captured, ID, id)).complete();

        github.admitted(captured);
        assertThat(github.receive(Requests.with(captured, ID, id))).isInstanceOf(Reception.InFlight.class);
        github.clock.advance(WebhookEndpoint.DEFAULT_LEASE);
        github.admitted(captured).complete();
        assertThat(github.receive(Requests.with(captured, ID, id))).isInstanceOf(Reception.Duplicate.class);
        assertThat(github.heard.story()).doesNotContain("id conflict d-1");
    }

    @Test
    @DisplayName("that failed is handled again, under whatever id comes first")
    void released() {
        github.admitted(captured).release();

        github.admitted(Requests.with(captured, ID, "d-2")).complete();
        assertThat(github.receive(captured)).isInstanceOf(Reception.Duplicate.class);
    }

    @Test
    @DisplayName("is another delivery with another body, and again when its retention is over")
    void others() {
        github.admitted(captured).complete();
        github.admitted(github.signed("d-2", BODY + " ")).complete();

        github.clock.advance(github.endpoint.retention().plus(Duration.ofSeconds(1)));
        github.admitted(Requests.with(captured, ID, "d-3")).complete();
    }

    @Test
    @DisplayName("without an id is remembered by its content")
    void withoutId() {
        WebhookRequest anonymous = Requests.with(captured, ID, null);
        github.admitted(anonymous).complete();

        assertThat(github.receive(anonymous)).isInstanceOf(Reception.Duplicate.class);
        assertThat(github.receive(captured)).isInstanceOf(Reception.Duplicate.class);
    }

    @Test
    @DisplayName("that was forgotten is handled once more under its own id, and under no other")
    void forgotten() {
        github.admitted(captured).complete();
        assertThat(github.receiver.forget("github", "d-1")).isTrue();

        assertThat(github.receive(Requests.with(captured, ID, "d-2"))).isInstanceOf(Reception.Duplicate.class);
        github.admitted(captured).complete();
        assertThat(github.receive(captured)).isInstanceOf(Reception.Duplicate.class);
    }

    /** GitLab sends its token as it is, so nothing of the body is signed. */
    @Test
    @DisplayName("of a provider that signs nothing is told by its body")
    void token() {
        ReceiverFixture gitlab = ReceiverFixture.of("gitlab-token", EndpointBuilder::deduplicateContent);
        String first = delivery(gitlab, gitlab.signed("d-1", BODY)).contentKey().orElseThrow();

        assertThat(delivery(gitlab, gitlab.signed("d-2", BODY + " ")).contentKey())
                .isPresent()
                .isNotEqualTo(Optional.of(first));
        assertThat(gitlab.receive(gitlab.signed("d-3", BODY))).isInstanceOf(Reception.InFlight.class);
    }

    /** Twilio signs the sorted fields, so a captured form can be written in another order. */
    @Test
    @DisplayName("is told by what is signed: the order of a form's fields is not, and the secret is no part of it")
    void signedBytes() throws GeneralSecurityException {
        ReceiverFixture twilio = ReceiverFixture.of(
                "twilio", settings -> settings.deduplicateContent().publicUrl("https://example.com/twilio"));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("only/for/tests/and/nothing/else/".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        byte[] signed = "https://example.com/twilioBodyhiFrom+1".getBytes(StandardCharsets.UTF_8);
        Headers headers = Headers.of(
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-Twilio-Signature",
                Base64.getEncoder().encodeToString(mac.doFinal(signed)));
        twilio.admitted(form(headers, "Body=hi&From=%2B1")).complete();

        assertThat(twilio.receive(form(headers, "From=%2B1&Body=hi"))).isInstanceOf(Reception.Duplicate.class);
        assertThat(ReceiverFixture.reason(twilio.receive(form(headers, "From=%2B1&Body=ho"))))
                .contains(RejectionReason.SIGNATURE_MISMATCH);
    }

    private static WebhookRequest form(Headers headers, String body) {
        return WebhookRequest.builder()
                .url("https://example.com/twilio")
                .headers(headers)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "slack", "standard-webhooks"})
    @DisplayName("whose timestamp is signed needs no such care, and an endpoint that asks for it is refused")
    void timeSigned(String provider) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookEndpoint.builder(Providers.get(provider))
                        .secrets(Secret.of(Secret.random()))
                        .deduplicateContent()
                        .build())
                .withMessageContaining("deduplicate");
    }
}
