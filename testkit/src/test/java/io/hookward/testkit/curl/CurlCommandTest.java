package io.hookward.testkit.curl;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.testkit.SampleSecret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands for a shell. */
class CurlCommandTest {
    private static final String URL = "http://127.0.0.1:8080/webhooks/acme";

    @Test
    @DisplayName("the line makes the signature with openssl over what the scheme signs, and sends it with curl")
    void wholeLine() {
        SignatureScheme scheme = SignatureScheme.builder("acme")
                .signatureHeader("X-Acme-Signature")
                .signaturePairs(",", "v1")
                .content("it's 100%:{timestamp}.{body}")
                .timestamp("signature:t", TimestampRule.Unit.SECONDS)
                .deliveryId("body:/id")
                .build();

        assertThat(CurlCommand.showing("it's an example secret", scheme, URL)
                        .orElseThrow()
                        .replaceFirst("number\":\\d+", "number\":1"))
                .isEqualTo(
                        "I=evt-$(date +%s); T=$(date +%s); B='{\"id\":\"'\"$I\"'\",\"data\":{\"number\":1}}'; "
                                + "S=$(printf 'it'\\''s 100%%:%s.%s' \"$T\" \"$B\" | openssl dgst -sha256 -hmac "
                                + "'it'\\''s an example secret'"
                                + " -r | cut -d' ' -f1); curl -i \"http://127.0.0.1:8080/webhooks/acme\""
                                + " -H \"Content-Type: application/json\" -H \"X-Acme-Signature: t=$T,v1=$S\" --data-raw \"$B\"");
    }

    @Test
    @DisplayName("a line that reads the secret has the variable where the other one has the secret, whatever its form")
    void reading() {
        assertThat(CurlCommand.reading("SECRETS", Providers.get("github"), URL))
                .hasValueSatisfying(line -> assertThat(line).contains(" -hmac \"${SECRETS%% *}\" "));
        assertThat(CurlCommand.reading("SECRETS", Providers.get("svix"), URL))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains(" -macopt hexkey:$(K=\"${SECRETS%% *}\"; printf %s \"${K#whsec_}\" | tr "));
        assertThat(CurlCommand.reading("SECRETS", Providers.get("gitlab-token"), URL))
                .hasValueSatisfying(line -> assertThat(line).contains("S=\"${SECRETS%% *}\"; "));
    }

    @Test
    @DisplayName("a line that reads the secret contains none")
    void noSecret() {
        for (String name : Providers.names()) {
            CurlCommand.reading("SECRETS", Providers.get(name), URL)
                    .ifPresent(line -> assertThat(line)
                            .as(name)
                            .contains("${SECRETS%% *}")
                            .doesNotContain("demo-secret", "everybody", "ZGVtby1zZWNyZXQ", "64656d6f2d736563"));
        }
    }

    @Test
    @DisplayName("there is none where only the provider can sign, or the signature stands in the body")
    void none() {
        assertThat(CurlCommand.showing("x".repeat(64), Providers.get("discord"), URL))
                .isEmpty();
        SignatureScheme inBody = Providers.get("mailgun");
        assertThat(CurlCommand.showing(SampleSecret.of(inBody).orElseThrow(), inBody, URL))
                .isEmpty();
    }
}
