package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Headers;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7515, section 4.1.11: a token that names extensions must be refused by who does not know them. */
class CriticalExtensionTest {
    private static final String SECRET = "a-secret-of-the-extension-test";
    private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    private static final WebhookVerifier NETLIFY = WebhookVerifier.of(Providers.get("netlify"), Secret.of(SECRET));

    private static Verification verify(String header) throws GeneralSecurityException {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(BODY));
        String signed = part(header) + '.' + part("{\"iss\":\"netlify\",\"sha256\":\"" + hash + "\"}");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        return NETLIFY.verify(Headers.of("X-Webhook-Signature", signed + '.' + signature), BODY);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("a token without extensions is accepted")
    void plain() throws GeneralSecurityException {
        assertThat(verify("{\"alg\":\"HS256\"}").isAccepted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"b64\"]", "[]", "{}", "\"b64\"", "true"})
    @DisplayName("a token with critical extensions is rejected, in whatever form it names them")
    void critical(String crit) throws GeneralSecurityException {
        assertThat(verify("{\"alg\":\"HS256\",\"crit\":" + crit + "}")
                        .rejected()
                        .map(Rejection::reason))
                .contains(RejectionReason.ALGORITHM_UNSUPPORTED);
    }
}
