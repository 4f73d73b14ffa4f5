package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.TestClock;
import io.hookward.request.Delivery;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checksum of the body is not a hash of it: another body is easily made to fit it. */
class ChecksumTest {
    private static final Secret SECRET = Secret.of("a-key-for-the-tests-of-checksums");

    @ParameterizedTest(name = "{0}")
    @CsvSource({"{timestamp}|{body|crc32}, false", "{timestamp}|{body|sha256|hex}, true", "{timestamp}|{body}, true"})
    @DisplayName(
            "an id in a body that only a checksum covers counts as unsigned, so that the signature itself is remembered")
    void covered(String content, boolean signed) {
        TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
        SignatureScheme scheme = SignatureScheme.builder("summed")
                .signatureHeader("X-Sig")
                .timestamp("header:X-Time", TimestampRule.Unit.SECONDS)
                .content(content)
                .set("deliveryId", "body:/id")
                .build();
        Delivery delivery = WebhookVerifier.builder(scheme)
                .secrets(SECRET)
                .clock(clock)
                .build()
                .verify(WebhookSigner.of(scheme, SECRET)
                        .draft()
                        .sentAt(clock.instant())
                        .body("{\"id\":1}".getBytes(StandardCharsets.UTF_8))
                        .sign())
                .orElseThrow();
        assertThat(delivery.isIdSigned()).isEqualTo(signed);
        assertThat(delivery.replayKey()).isPresent();
    }
}
