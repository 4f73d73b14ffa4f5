package io.hookward.testkit.explain;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import io.hookward.testkit.Requests;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A genuine delivery, to be broken. */
final class Broken {
    static final Instant NOW = Instant.parse("2026-03-02T10:30:00Z");
    static final String SECRET = "a secret that only tests have";
    static final String WHSEC = "whsec_" + "YSBzZWNyZXQgdGhhdCBvbmx5IHRlc3RzIGhhdmU=";
    static final String BODY =
            "{\"id\":\"evt_1\",\"type\":\"ping\",\"url\":\"https://example.com/a?b=1&c=2\",\"name\":\"Zoë\"}";
    static final String URL = "https://hooks.example.com/in/twilio?b=2&a=1%20x";

    private final SignatureScheme scheme;
    private final SignatureScheme signing;
    private String secret = SECRET;
    private String configured = SECRET;
    private int variant;
    private byte[] body = bytes(BODY);
    private Instant sentAt = NOW;
    private String signedUrl = URL;
    private String receivedUrl = URL;
    private final List<UnaryOperator<WebhookRequest>> changes = new ArrayList<>();
    private Duration patience = Duration.ofMinutes(2);
    private @Nullable UnaryOperator<FailureExplainer> options;

    private Broken(SignatureScheme scheme, SignatureScheme signing) {
        this.scheme = scheme;
        this.signing = signing;
    }

    static Broken of(String provider) {
        return new Broken(Providers.get(provider), Providers.get(provider));
    }

    /** Signed by a scheme, and verified by another. */
    static Broken of(SignatureScheme verifying, SignatureScheme signing) {
        return new Broken(verifying, signing);
    }

    Broken secret(String signedWith, String configuredAs) {
        secret = signedWith;
        configured = configuredAs;
        return this;
    }

    Broken variant(int variant) {
        this.variant = variant;
        return this;
    }

    Broken body(String signed) {
        return body(bytes(signed));
    }

    Broken body(byte[] signed) {
        body = signed;
        return this;
    }

    Broken sentAt(Instant moment) {
        sentAt = moment;
        return this;
    }

    Broken urls(String signed, String received) {
        signedUrl = signed;
        receivedUrl = received;
        return this;
    }

    Broken received(String received) {
        return received(bytes(received));
    }

    Broken received(byte[] received) {
        changes.add(request -> Requests.withBody(request, received));
        return this;
    }

    Broken change(UnaryOperator<WebhookRequest> change) {
        changes.add(change);
        return this;
    }

    Broken header(String name, UnaryOperator<String> change) {
        return change(request ->
                Requests.with(request, name, change.apply(request.headers().first(name))));
    }

    Broken moved(String from, String to) {
        return change(request -> Requests.without(
                Requests.with(request, to, String.valueOf(request.headers().first(from))), from));
    }

    Broken with(UnaryOperator<FailureExplainer> more) {
        options = more;
        return this;
    }

    /** What the receiver got. */
    WebhookRequest request() {
        WebhookRequest request = WebhookSigner.of(
                        signing, variant, Secret.builder(secret).allowShort().build())
                .draft()
                .id("msg_1")
                .eventType("ping")
                .url(signedUrl)
                .sentAt(sentAt)
                .body(body)
                .sign();
        request = WebhookRequest.builder()
                .url(receivedUrl)
                .headers(request.headers())
                .body(Requests.bytes(request))
                .build();
        for (UnaryOperator<WebhookRequest> change : changes) {
            request = change.apply(request);
        }
        return request;
    }

    Diagnosis explain() {
        FailureExplainer explainer = FailureExplainer.of(scheme, configured)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .patience(patience);
        return (options == null ? explainer : options.apply(explainer)).explain(request());
    }

    /** The ids of what was found. */
    List<String> found() {
        return explain().findings().stream()
                .map(finding -> finding.cause().id())
                .toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
