package io.hookward.verify;

import io.hookward.TestClock;
import io.hookward.content.HeaderText;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests of a scheme that signs the timestamp, with whatever stands in its place. */
final class Timed {
    static final String KEY = "a-key-for-the-tests-of-time";
    static final String BODY = "{}";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Timed() {}

    static SignatureScheme scheme(TimestampRule.Unit unit) {
        return SignatureScheme.builder("timed")
                .signatureHeader("X-Sig")
                .timestamp("header:X-Time", unit)
                .content("{timestamp}.{body}")
                .build();
    }

    /** A request whose time, as it is written, is truly signed: the spelling alone decides. */
    static WebhookRequest signed(String time) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(HeaderText.bytes(time));
            String signature = HexFormat.of().formatHex(mac.doFinal(("." + BODY).getBytes(StandardCharsets.UTF_8)));
            return WebhookRequest.of(
                    Headers.of("X-Sig", signature, "X-Time", time), BODY.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static WebhookVerifier verifier(TimestampRule.Unit unit, Instant now) {
        return verifier(unit, TestClock.at(now));
    }

    static WebhookVerifier verifier(TimestampRule.Unit unit, Clock clock) {
        return WebhookVerifier.builder(scheme(unit))
                .secrets(Secret.of(KEY))
                .tolerance(Duration.ofMinutes(5), Duration.ofMinutes(2))
                .clock(clock)
                .build();
    }

    static String verdict(WebhookVerifier verifier, String time) {
        return verifier.verify(signed(time))
                .fold(delivery -> "accepted", why -> why.reason().code());
    }
}
