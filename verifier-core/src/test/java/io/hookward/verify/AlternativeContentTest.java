package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a scheme says that may be signed instead. */
class AlternativeContentTest {
    private static final String SECRET = "the secret of these tests, number 1";

    private static SignatureScheme scheme(Object content, Object orContent) {
        return SignatureScheme.builder("acme")
                .signatureHeader("X-Sig")
                .set("content", content)
                .set("orContent", orContent)
                .build();
    }

    private static boolean accepts(SignatureScheme scheme, String signed, String... headers) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("X-Sig", signature));
        return WebhookVerifier.of(scheme, Secret.of(SECRET))
                .verify(WebhookRequest.builder()
                        .headers(Headers.of(all.toArray(String[]::new)))
                        .body("{}".getBytes(StandardCharsets.UTF_8))
                        .build())
                .isAccepted();
    }

    @Test
    @DisplayName("an alternative that lacks a value does not match, and refuses nothing that another content accepts")
    void absentValue() throws Exception {
        SignatureScheme scheme = scheme("{body}", List.of("{header:X-A}{body}", "{header:X-B}.{body}"));

        assertThat(accepts(scheme, "{}")).isTrue();
        assertThat(accepts(scheme, "b.{}", "X-B", "b")).isTrue();
        assertThat(accepts(scheme, "a{}", "X-A", "a")).isTrue();
        assertThat(accepts(scheme, "{}.")).isFalse();
        assertThat(accepts(scheme("{header:X-A}{body}", "{body}"), "{}")).isTrue();
    }

    @Test
    @DisplayName(
            "an alternative may be a list of pieces, some of which are left out when absent; or one of several such")
    void pieces() throws Exception {
        List<Object> pieces = List.of(Map.of("ifPresent", "a:{header:X-A|lower};"), "{body}");

        for (Object orContent : new Object[] {pieces, List.of(pieces), List.of("never:{body}", pieces)}) {
            SignatureScheme scheme = scheme("{header:X-A}|{body}", orContent);
            assertThat(accepts(scheme, "a:up;{}", "X-A", "UP")).isTrue();
            assertThat(accepts(scheme, "{}")).isTrue();
            assertThat(accepts(scheme, "{}", "X-A", "UP")).isFalse();
            assertThat(scheme.toBuilder().build().methods()).isEqualTo(scheme.methods());
        }
    }

    @Test
    @DisplayName("an alternative is held to what the content is held to")
    void checked() {
        for (String wrong : List.of("{timestamp}.{body}", "{secret}{body}", "constant", "{secret-id}{body}")) {
            assertThatExceptionOfType(SchemeException.class)
                    .isThrownBy(() -> scheme("{body}", wrong))
                    .withMessageContaining("orContent");
        }
        List<String> many = IntStream.range(0, 16).mapToObj(i -> i + "{body}").toList();
        assertThatExceptionOfType(SchemeException.class)
                .isThrownBy(() -> scheme("{body}", many))
                .withMessageContaining("more than 15");
    }

    @Test
    @DisplayName("a plain hash without the secret in it is never taken, whatever stands first")
    void plainHash() {
        for (Algorithm second : List.of(Algorithm.SHA512, Algorithm.MD5)) {
            assertThatExceptionOfType(SchemeException.class)
                    .isThrownBy(() -> SignatureScheme.builder("acme")
                            .signatureHeader("X-Sig")
                            .set("algorithm", List.of("hmac-sha256", second.schemeName()))
                            .build())
                    .withMessageContaining("must contain {secret}");
        }
    }
}
