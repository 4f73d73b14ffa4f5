package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Headers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that a scheme has to read before anything about them is proven. */
class HostileBodyTest {
    private static Verification verify(String content, String body) {
        SignatureScheme scheme = SignatureScheme.builder("acme")
                .signatureHeader("X-Sig")
                .content(content)
                .deliveryId("body:/id")
                .build();
        return WebhookVerifier.of(scheme, Secret.of("a-secret-for-hostile-bodies"))
                .verify(Headers.of("X-Sig", "00".repeat(32)), body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1e999]",
                "[-1e999]",
                "{\"a\":1e999999999}",
                "1e-999999999",
                "NaN",
                "\"\\ud800\"",
                "{\"a\":1,\"a\":2}",
                "\u0000",
                "\uFEFF{}",
                "{}{}",
                "{} x",
                "nul"
            })
    @DisplayName("numbers beyond any range, half documents and lone surrogates are refused, and never thrown")
    void json(String body) {
        for (String content :
                new String[] {"{body|json-canonical}", "{body|json-compact}", "{body:/a}", "{body:/id}{body}"}) {
            assertThat(verify(content, body).isAccepted()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000, 100_000})
    @DisplayName("JSON of any depth is refused without running out of stack")
    void depth(int depth) {
        String body = "[".repeat(depth) + "]".repeat(depth);
        String objects = "{\"id\":".repeat(depth) + "1" + "}".repeat(depth);
        for (String content :
                new String[] {"{body|json-canonical}", "{body|json-compact}", "{body:/id/id/id}", "{body}"}) {
            assertThat(verify(content, body).isAccepted()).isFalse();
            assertThat(verify(content, objects).isAccepted()).isFalse();
        }
    }
}
