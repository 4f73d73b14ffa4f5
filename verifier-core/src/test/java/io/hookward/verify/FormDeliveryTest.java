package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.request.Delivery;
import io.hookward.request.FormPart;
import io.hookward.request.MalformedFormException;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

@DisplayName("A delivery that is a form")
class FormDeliveryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b1";
    private static final String JSON = "{\"ref\":\"refs/heads/m\u00fcn&1\"}";

    record Push(String ref) {}

    private static Delivery delivery(SignatureScheme scheme, String type, String body) {
        Secret secret = Secret.of("the secret of a form");
        WebhookRequest signed = WebhookSigner.of(scheme, secret)
                .draft()
                .sentAt(NOW)
                .header("Content-Type", type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .sign();
        return WebhookVerifier.builder(scheme)
                .secrets(secret)
                .endpoint("in")
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build()
                .verify(signed)
                .orElseThrow();
    }

    private static Delivery github(String type, String body) {
        return delivery(Providers.get("github"), type, body);
    }

    private static String payload(String json) {
        return "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    private static String part(String head, String content) {
        return "--b1\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
    }

    @Test
    @DisplayName("has its JSON where the scheme says, and so has one that was restored")
    void json() {
        Delivery received = github(FORM, payload(JSON));
        for (Delivery delivery : List.of(received, received.record().restore())) {
            assertThat(delivery.json().path("ref").asString()).isEqualTo("refs/heads/m\u00fcn&1");
            assertThat(delivery.json(Push.class)).isEqualTo(new Push("refs/heads/m\u00fcn&1"));
            assertThat(delivery.payload()).asString(StandardCharsets.UTF_8).isEqualTo(JSON);
            assertThat(delivery.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(payload(JSON));
            assertThat(delivery.form()).isEqualTo(Map.of("payload", List.of(JSON)));
        }
        Delivery multipart = github(MULTIPART, part("name=payload", JSON) + "--b1--");
        assertThat(multipart.json(Push.class).ref()).isEqualTo("refs/heads/m\u00fcn&1");
        assertThat(Providers.get("slack").facts().payloadField()).isEqualTo("payload");
        assertThat(Providers.get("dropbox-sign").facts().payloadField()).isEqualTo("json");
        assertThat(Providers.get("mandrill").facts().payloadField()).isEqualTo("mandrill_events");
    }

    @Test
    @DisplayName("has the body as its payload without such a field, or where the scheme has none")
    void body() {
        Delivery command = github(FORM, "command=%2Fdeploy");
        assertThat(command.payload()).isEqualTo(command.bytes());
        assertThatExceptionOfType(JacksonException.class).isThrownBy(command::json);
        assertThat(command.form()).isEqualTo(Map.of("command", List.of("/deploy")));

        Delivery other = delivery(Providers.get("shopify"), FORM, payload(JSON));
        assertThat(other.payload()).isEqualTo(other.bytes());
        assertThat(other.payloadField()).isEmpty();
    }

    @Test
    @DisplayName("is none because of an unsigned content type: JSON stays the payload, whatever its texts contain")
    void captured() {
        String body = "{\"title\":\"&payload=%7B%22ref%22%3A%22forged%22%7D&\",\"ref\":\"signed\"}";
        for (String type : List.of("application/json", FORM, "multipart/form-data; boundary=b1")) {
            for (String whole : List.of(body, "\r\n " + body, "[" + body + "]")) {
                Delivery delivery = github(type, whole);
                assertThat(delivery.json().toString()).contains("signed");
                assertThat(delivery.payload()).isEqualTo(delivery.bytes());
            }
        }
    }

    @Test
    @DisplayName("whose payload comes twice has none")
    void twice() {
        Delivery delivery = github(FORM, payload(JSON) + "&" + payload("{}"));
        assertThatExceptionOfType(MalformedFormException.class).isThrownBy(delivery::json);
        Delivery asFile =
                github(MULTIPART, part("name=payload", JSON) + part("name=payload; filename=f", "{}") + "--b1--");
        assertThatExceptionOfType(MalformedFormException.class).isThrownBy(asFile::payload);
    }

    @Test
    @DisplayName("of several parts gives its fields and its files")
    void parts() {
        Delivery delivery = github(
                MULTIPART,
                part("name=\"token\"", "t") + part("name=\"attachment-1\"; filename=\"a.txt\"", "content") + "--b1--");
        assertThat(delivery.form()).isEqualTo(Map.of("token", List.of("t")));
        assertThat(delivery.parts()).extracting(FormPart::text).containsExactly("t", "content");
        assertThatExceptionOfType(MalformedFormException.class)
                .isThrownBy(github(MULTIPART, part("name=a", "1"))::form)
                .withMessageNotContaining("b1");
    }

    @Test
    @DisplayName("has its payload in a field of its own, and in no other place")
    void place() {
        for (String wrong : List.of("body:/payload", "form:payload#/a", "header:X", "fingerprint")) {
            assertThatExceptionOfType(SchemeException.class)
                    .isThrownBy(() ->
                            SignatureScheme.of(Map.of("extends", "github", "name", "own", "payload", wrong), "own"))
                    .withMessageContaining("payload");
        }
    }
}
