package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Delivery;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.sign.WebhookSigner;
import io.hookward.verify.Verification;
import io.hookward.verify.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets, the signatures made with them, and bodies are told to nobody: not to the log, a message or a toString(). */
class SilenceTest {
    private static final String KEY = "kqzx/vjwq/kqzx/vjwq/kqzx/vjwq/AA";
    private static final String OLD_KEY = "oldk/vjwq/kqzx/vjwq/kqzx/vjwq/AA";
    private static final String BODY = "{\"id\":\"1\",\"card\":\"4000-0000-zqwx\"}";

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final List<String> said = new ArrayList<>();

    private void hear(Object object) {
        said.add(String.valueOf(object));
    }

    /** All that may not be said, in every spelling it could be said in. */
    private static List<String> forbidden(WebhookRequest... requests) {
        List<String> forbidden = new ArrayList<>(List.of("kqzx", "vjwq", "4000-0000", "zqwx"));
        for (String key : List.of(KEY, OLD_KEY)) {
            forbidden.add(HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8)));
            forbidden.add(Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
            byte[] mac = mac(key.getBytes(StandardCharsets.UTF_8), BODY);
            forbidden.add(HexFormat.of().formatHex(mac));
            forbidden.add(Base64.getEncoder().encodeToString(mac));
        }
        for (WebhookRequest request : requests) {
            request.headers().names().stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).matches(".*(sign|hmac|sha256).*"))
                    .flatMap(name -> request.headers().values(name).stream())
                    .flatMap(value -> List.of(value.split("[ ,=]")).stream())
                    .filter(piece -> piece.length() > 16)
                    .forEach(forbidden::add);
        }
        return forbidden;
    }

    private static byte[] mac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
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
    @DisplayName("through a delivery's whole life, and the refusal of its forgeries, nothing of them is said")
    void wholeLife(String provider) throws Exception {
        SignatureScheme scheme = Providers.get(provider);
        Secret secret = Secret.of(KEY);
        Secret old = Secret.builder(OLD_KEY)
                .id("old")
                .notAfter(clock.instant().minusSeconds(1))
                .build();
        WebhookRequest valid = sign(scheme, secret);
        WebhookRequest withOld = sign(scheme, old);
        WebhookRequest forged = Requests.withBody(valid, (BODY + " ").getBytes(StandardCharsets.UTF_8));

        said.add(LogCapture.during(() -> {
            WebhookEndpoint endpoint =
                    WebhookEndpoint.builder(scheme).secrets(secret, old).build();
            WebhookReceiver receiver =
                    WebhookReceiver.builder().endpoint(endpoint).clock(clock).build();
            hear(endpoint);
            for (WebhookRequest request : List.of(valid, valid, withOld, forged)) {
                hear(request);
                hear(request.headers());
                Reception reception = receiver.receive(endpoint, request);
                hear(reception);
                if (reception instanceof Reception.Admitted admitted) {
                    hear(admitted.delivery().replayKey());
                    hear(admitted.claim());
                    admitted.claim().release();
                } else {
                    hear(Answer.to(reception));
                }
            }
            receiver.handle(endpoint, valid, this::hear);
            hear(receiver.receive(endpoint, valid));
        }));

        assertThat(said).hasSizeGreaterThan(15);
        assertThat(String.join("\n", said)).doesNotContain(forbidden(valid, withOld));
    }

    private WebhookRequest sign(SignatureScheme scheme, Secret secret) {
        return WebhookSigner.of(scheme, secret)
                .draft()
                .id("d-1")
                .body(BODY.getBytes(StandardCharsets.UTF_8))
                .sentAt(clock.instant())
                .sign();
    }

    @Test
    @DisplayName("objects that hold a secret name it by its id alone")
    void holders() {
        Secret secret = Secret.of(KEY);
        hear(secret);
        hear(Secret.builder(KEY));
        hear(SecretSource.of(secret).secrets());
        hear(WebhookSigner.of(Providers.get("github"), secret));
        WebhookVerifier verifier = WebhookVerifier.of(Providers.get("github"), secret);
        hear(verifier);
        Verification verification = verifier.verify(sign(Providers.get("github"), secret));
        hear(verification);
        Delivery delivery = verification.orElseThrow();
        hear(delivery);
        assertThat(String.join("\n", said)).contains("default").doesNotContain(forbidden());
    }

    @Test
    @DisplayName("ids in the log are cut, and have no line breaks: nobody writes lines of their own")
    void logInjection() throws Exception {
        SignatureScheme scheme = Providers.get("github");
        Secret secret = Secret.of(KEY);
        WebhookEndpoint endpoint =
                WebhookEndpoint.builder(scheme).secrets(secret).build();
        WebhookReceiver receiver = WebhookReceiver.of(endpoint);
        String id = "1\r\n[main] ERROR all is lost\u0085\u2028\u202e\u001b[31m" + "x".repeat(10_000);
        WebhookRequest request = WebhookSigner.of(scheme, secret).draft().id(id).sign();
        String log = LogCapture.during(() -> {
            Reception reception = receiver.receive(endpoint, request);
            ((Reception.Admitted) reception).claim().release();
        });
        assertThat(log)
                .contains("handling")
                .doesNotContain("\r", "\u0085", "\u2028", "\u202e", "\u001b", "x".repeat(100));
        assertThat(log.strip().lines()).hasSize(1);
    }
}
