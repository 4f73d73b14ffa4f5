package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.hookward.Requests;
import io.hookward.key.Checker;
import io.hookward.request.Headers;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.KeyForm;
import io.hookward.scheme.Providers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers: found in any case, kept in order, and never guessed at. */
class HeadersTest {
    @Test
    @DisplayName("a header is found whatever its case, with all its values in order")
    void anyCase() {
        Headers headers = Headers.of("X-One", "1", "x-ONE", "2", "Two", "3");
        assertThat(headers.values("x-one")).containsExactly("1", "2");
        assertThat(headers.first("X-ONE")).isEqualTo("1");
        assertThat(headers.first("two")).isEqualTo("3");
        assertThat(headers.first("three")).isNull();
        assertThat(headers.values("three")).isEmpty();
        assertThat(headers.names()).containsExactlyInAnyOrder("X-One", "Two");
    }

    @Test
    @DisplayName("headers of a map are brought together and copied; what is absent is left out")
    void ofMap() {
        Map<String, List<String>> map = new HashMap<>();
        map.put("a", new ArrayList<>(Arrays.asList("1", null)));
        map.put("A", List.of("2"));
        map.put("b", null);
        map.put(null, List.of("HTTP/1.1 200 OK"));
        Headers headers = Headers.of(map);
        Objects.requireNonNull(map.get("a")).add("later");
        assertThat(headers.values("a")).containsExactlyInAnyOrder("1", "2");
        assertThat(headers.names()).hasSize(1);
    }

    @Test
    @DisplayName("headers cannot be changed through what they hand out")
    void readOnly() {
        for (Headers headers : List.of(Headers.of("a", "1"), Headers.of(Map.of("a", List.of("1"))))) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> headers.values("a").add("2"));
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> headers.names().clear());
        }
    }

    @Test
    @DisplayName("a name without a value is a mistake of the caller's")
    void half() {
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.of("a", "1", "b"));
        assertThatNullPointerException().isThrownBy(() -> Headers.of("a", null));
    }

    @Test
    @DisplayName("headers print their names, and no value: one may be a credential")
    void printed() {
        assertThat(Headers.of("Authorization", "Bearer zqxj").toString())
                .contains("Authorization")
                .doesNotContain("zqxj");
    }

    static List<String> providers() {
        return Senders.first();
    }

    private static String signatureHeader(String provider) {
        return Providers.get(provider)
                .methods()
                .get(0)
                .signature()
                .sources()
                .get(0)
                .name();
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName(
            "two signature headers are refused in either order, the right one and a wrong one or the right one twice")
    void doubledSignature(String provider) {
        WebhookRequest valid = Senders.validOf(provider);
        String header = signatureHeader(provider);
        String right = Objects.requireNonNull(valid.headers().first(header));
        String wrong = right.replace('0', '1').replace('a', 'b').replace('B', 'C');
        for (List<String> values : List.of(List.of(right, wrong), List.of(wrong, right), List.of(right, right))) {
            Map<String, List<String>> headers = Requests.headers(valid);
            headers.keySet().removeIf(header::equalsIgnoreCase);
            headers.put(header, values);
            Verification verification =
                    Senders.verifier(Providers.get(provider)).verify(Requests.with(valid, Headers.of(headers)));
            assertThat(verification.rejected().map(Rejection::reason)).contains(RejectionReason.SIGNATURE_MALFORMED);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("blanks around a signature do not count")
    void blanksAround(String provider) {
        WebhookRequest valid = Senders.validOf(provider);
        String header = signatureHeader(provider);
        String value = Objects.requireNonNull(valid.headers().first(header));
        assertThat(Senders.verifier(Providers.get(provider))
                        .verify(Requests.with(valid, header, " \t" + value + "  "))
                        .rejected())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName(
            "a signature counts only where the provider puts it: not in the query, the body, or a header of a like name")
    void elsewhere(String provider) {
        WebhookRequest valid = Senders.validOf(provider);
        String header = signatureHeader(provider);
        String value = Objects.requireNonNull(valid.headers().first(header));
        WebhookRequest without = Requests.with(valid, header, null);
        WebhookVerifier verifier = Senders.verifier(Providers.get(provider));
        List<WebhookRequest> moved = List.of(
                Requests.with(without, header.replace('-', '_'), value),
                Requests.with(without, header + "-", value),
                Requests.with(without, header + " ", value),
                Requests.with(without, "X-" + header, value),
                Requests.with(without, "Authorization", value),
                WebhookRequest.builder()
                        .url("https://example.com/?" + header + "=" + value)
                        .headers(without.headers())
                        .body(without.body())
                        .build());
        for (WebhookRequest request : moved) {
            assertThat(verifier.verify(request).rejected().map(Rejection::reason))
                    .contains(RejectionReason.SIGNATURE_MISSING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "github, X-Hub-Signature-256, 'sha256=', signature_malformed",
        "github, X-Hub-Signature-256, 'sha1=00', algorithm_unsupported",
        "github, X-Hub-Signature-256, 'md5=00', algorithm_unsupported",
        "slack, X-Slack-Signature, 'v1=00', signature_malformed",
        "slack, X-Slack-Signature, 'v0=', signature_malformed",
        "stripe, Stripe-Signature, 't=1772366400', signature_malformed",
        "stripe, Stripe-Signature, 't=1772366400,v1=', signature_malformed",
        "stripe, Stripe-Signature, 't=1772366400,v0=00', signature_version_unknown",
        "stripe, Stripe-Signature, 't=1,t=1772366400,v1=00', signature_malformed",
        "standard-webhooks, webhook-signature, 'v1,', signature_version_unknown",
        "standard-webhooks, webhook-signature, 'v2,AAAA', signature_version_unknown",
        "standard-webhooks, webhook-signature, 'v1,AAAA', signature_malformed"
    })
    @DisplayName("an empty signature, another version or another algorithm is refused with its own reason")
    void wrongLabels(String provider, String header, String value, String reason) {
        Verification verification = Senders.verifier(Providers.get(provider))
                .verify(Requests.with(Senders.validOf(provider), header, value));
        assertThat(verification.rejected().map(why -> why.reason().code())).contains(reason);
    }

    @Test
    @DisplayName("a right signature without its prefix, in another encoding or of another version is refused")
    void rightDigestWrongDress() {
        WebhookRequest github = Senders.validOf("github");
        String digest = Objects.requireNonNull(github.headers().first("X-Hub-Signature-256"))
                .substring("sha256=".length());
        WebhookVerifier verifier = Senders.verifier(Providers.get("github"));
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest));
        List<String> dressed = new ArrayList<>(List.of(
                digest,
                "SHA256=" + digest,
                "sha256 " + digest,
                "sha1=" + digest,
                "sha256=sha256=" + digest,
                "sha256=\"" + digest + "\"",
                "sha256=0x" + digest,
                "sha256= " + digest,
                "sha256=" + base64,
                "sha256=" + digest + digest,
                "sha256=" + digest + ",sha256=" + digest));
        Collections.shuffle(dressed, new Random(1));
        for (String value : dressed) {
            assertThat(verifier.verify(Requests.with(github, "X-Hub-Signature-256", value))
                            .isAccepted())
                    .as(value)
                    .isFalse();
        }
    }

    @Test
    @DisplayName("a right weaker signature does not rescue a wrong stronger one")
    void noDowngrade() {
        WebhookRequest valid = Senders.validOf("github");
        byte[] body = Requests.body(valid);
        String sha1 = "sha1="
                + HexFormat.of()
                        .formatHex(
                                Checker.of(Algorithm.HMAC_SHA1, KeyForm.TEXT, Senders.secret(Providers.get("github")))
                                        .sign(body));
        WebhookVerifier verifier = Senders.verifier(Providers.get("github"));
        WebhookRequest weak = Requests.with(valid, "X-Hub-Signature", sha1);
        assertThat(verifier.verify(Requests.with(weak, "X-Hub-Signature-256", null))
                        .isAccepted())
                .as("an old server sends this alone")
                .isTrue();
        assertThat(verifier.verify(Requests.with(weak, "X-Hub-Signature-256", "sha256=" + "00".repeat(32)))
                        .rejected()
                        .map(Rejection::reason))
                .contains(RejectionReason.SIGNATURE_MISMATCH);
    }
}
