package io.hookward.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.KeyForm;
import io.hookward.scheme.Providers;
import io.hookward.verify.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pasted in place of a secret is refused where the endpoint is built, with what would be right. */
class PastedSecretTest {
    private static final String BASE64 = "bXktc2VjcmV0LW9mLXRoaXMtdGVzdC0x";

    private static void isRefused(String provider, String secret, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookVerifier.of(Providers.get(provider), Secret.of(secret)))
                .withMessageContaining(because)
                .satisfies(refused -> assertThat(
                                String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT))
                        .doesNotContain(BASE64.toLowerCase(Locale.ROOT).substring(0, 8)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            standard-webhooks ~ v1,whsec_BASE                ~ something stands before whsec_: leave it out
            svix              ~ v1,whsec_BASE                ~ something stands before whsec_: leave it out
            daily             ~ whsec_BASE                   ~ it begins with whsec_, which secrets of this scheme do not
            clerk             ~ Bearer whsec_BASE            ~ something stands before whsec_: leave it out
            daily             ~ Bearer BASE                  ~ leave out the first word
            github            ~ Bearer BASE                  ~ leave out the first word
            github            ~ sha256=BASE                  ~ begins like a signature
            daily             ~ sha256=BASE                  ~ begins like a signature
            stripe            ~ v1=BASE                      ~ begins like a signature
            daily             ~ bXktc2VjcmV0 LW9mLXRoaXMtdGVzdC0x ~ there is white space in it
            daily             ~ BASE=BASE                    ~ there is a '=' in the middle of it
            adyen             ~ BASE                         ~ it looks like Base64
            github            ~ "BASE"                       ~ stands in quotation marks
            github            ~ 'BASE'                       ~ stands in quotation marks
            github            ~ “BASE”                       ~ stands in quotation marks
            github            ~ ${GITHUB_WEBHOOK_SECRET}     ~ an unresolved placeholder
            github            ~ $GITHUB_WEBHOOK_SECRET       ~ an unresolved placeholder
            github            ~ %GITHUB_WEBHOOK_SECRET%      ~ an unresolved placeholder
            github            ~ {{ webhook_secret_value }}   ~ an unresolved placeholder
            github            ~ <your-webhook-secret>        ~ an unresolved placeholder
            github            ~ ENC(BASE)                    ~ an unresolved placeholder
            github            ~ {cipher}BASE                 ~ an unresolved placeholder
            github            ~ GITHUB_WEBHOOK_SECRET=BASE   ~ a whole line of an environment file
            github            ~ https://example.com/BASE     ~ is a URL
            github            ~ BASE\\n                      ~ ends with a line break that is written out
            standard-webhooks ~ whsk_BASE                    ~ that is a private key
            github            ~ whsk_BASE                    ~ that is a private key
            github            ~ whpk_BASE                    ~ that is a public key
            loops             ~ whsk_BASE                    ~ that is a private key
            """)
    @DisplayName("the message says what is wrong, and never what the secret is")
    void refused(String provider, String secret, String because) {
        isRefused(provider, secret.replace("BASE", BASE64), because);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0", "\u200B", "\u00AD", "\u202A", "\u0000"})
    @DisplayName("a character that cannot be seen is refused wherever it stands")
    void invisible(String character) {
        isRefused("github", BASE64 + character + BASE64, "a character that cannot be seen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Its \"quoted\" middle is fine",
                "=starts-with-an-equals-sign",
                "a line\nof two is text, too",
                "p=q;r=s&t=u v and so on"
            })
    @DisplayName("a text that is odd and nothing else is a secret")
    void odd(String secret) {
        assertThat(WebhookVerifier.of(Providers.get("github"), Secret.of(secret)))
                .isNotNull();
    }

    @Test
    @DisplayName("hex where Base64 is wanted is decoded as Base64, and doubted aloud")
    void hexForBase64() {
        String hex = HexFormat.of().formatHex(BASE64.getBytes(StandardCharsets.US_ASCII));
        assertThat(KeyForm.BASE64.doubt(hex).orElseThrow())
                .contains("looks like hex")
                .doesNotContain(hex);
        assertThat(KeyForm.WHSEC.doubt("whsec_" + hex)).isPresent();
        assertThat(KeyForm.WHSEC.doubt("whsec_" + BASE64)).isEmpty();
        assertThat(KeyForm.TEXT.doubt(hex)).isEmpty();
    }

    @Test
    @DisplayName("a public key is never taken for a shared secret, with or without its padding")
    void publicKey() {
        String padded = Base64.getEncoder().encodeToString(new byte[32]);
        for (String provider :
                new String[] {"openai", "polar", "supabase-auth-hooks", "gitlab-signing", "daily", "stripe"}) {
            isRefused(provider, "whpk_" + padded, "public key");
            isRefused(provider, "whpk_" + padded.replace("=", ""), "public key");
        }
    }

    @Test
    @DisplayName(
            "a public key may be PEM or a set of keys in every scheme; PEM in lines or with its line breaks written out; a private one is refused")
    void pem() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String base64 = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        String begin = "-----BEGIN PUBLIC KEY-----";
        String end = "-----END PUBLIC KEY-----";
        byte[] body = "{\"type\":2}".getBytes(StandardCharsets.UTF_8);
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        String now = String.valueOf(System.currentTimeMillis() / 1000);
        signer.update(now.getBytes(StandardCharsets.UTF_8));
        signer.update(body);
        WebhookRequest request = WebhookRequest.builder()
                .headers(Headers.of(
                        "X-Signature-Timestamp",
                        now,
                        "X-Signature-Ed25519",
                        HexFormat.of().formatHex(signer.sign())))
                .body(body)
                .build();
        for (String lineBreak : new String[] {"\n", "\r\n", "\\n", " ", ""}) {
            Secret secret = Secret.of(begin + lineBreak + base64 + lineBreak + end + lineBreak);
            assertThat(WebhookVerifier.of(Providers.get("discord"), secret)
                            .verify(request)
                            .isAccepted())
                    .as(lineBreak)
                    .isTrue();
        }
        byte[] encoded = pair.getPublic().getEncoded();
        String x = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        Secret jwks = Secret.of("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x + "\"}]}");
        assertThat(WebhookVerifier.of(Providers.get("discord"), jwks)
                        .verify(request)
                        .isAccepted())
                .isTrue();
        String secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        isRefused("discord", "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----", "a private key");
        isRefused("github", begin + "\n" + base64 + "\n" + end, "a public key or certificate");
        isRefused("daily", begin + "\n" + base64 + "\n" + end, "it is PEM");
    }
}
