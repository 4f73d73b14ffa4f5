package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.hookward.Requests;
import io.hookward.request.Headers;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.sign.WebhookSigner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much work a stranger can cause. */
class CapsTest {
    private static RejectionReason reason(Verification verification) {
        return verification.rejected().orElseThrow().reason();
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

    private static RejectionReason verify(String provider, String signature) {
        WebhookRequest request = Requests.with(Senders.validOf(provider), signatureHeader(provider), signature);
        return assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> reason(Senders.verifier(Providers.get(provider)).verify(request)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "stripe", "standard-webhooks", "shopify", "slack"})
    @DisplayName("a signature header of more than 8 KiB is refused unread, whatever it holds")
    void longHeader(String provider) {
        for (String filler : List.of("a", " ", ",", "=", "v1,", "v1=", "sha256=", "\u00e4", "\u0000", "🔑")) {
            String longest = filler.repeat(8193 / filler.length() + 1);
            RejectionReason reason = verify(provider, longest);
            assertThat(reason).as(filler).isIn(RejectionReason.SIGNATURE_MALFORMED, RejectionReason.SIGNATURE_MISSING);
        }
        assertThat(verify(provider, "a".repeat(64 << 10))).isEqualTo(RejectionReason.SIGNATURE_MALFORMED);
        assertThat(verify(provider, "a".repeat(1 << 20))).isEqualTo(RejectionReason.SIGNATURE_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"stripe, ',', t=1772366400, v1=", "standard-webhooks, ' ', '', 'v1,'"})
    @DisplayName("up to 32 signatures are looked at, more are refused, be it 33, a thousand or ten thousand")
    void manySignatures(String provider, String separator, String first, String label) {
        WebhookRequest valid = Senders.validOf(provider);
        String header = signatureHeader(provider);
        String value = Objects.requireNonNull(valid.headers().first(header));
        String right = value.substring(value.lastIndexOf(label));
        String wrong = label + (provider.equals("stripe") ? "00".repeat(32) : "A".repeat(43) + "=");
        WebhookVerifier verifier = Senders.verifier(Providers.get(provider));
        int others = first.isEmpty() ? 31 : 30;
        for (int count : new int[] {0, 1, others}) {
            List<String> items = items(first, wrong, count);
            items.add(right);
            assertThat(verifier.verify(Requests.with(valid, header, String.join(separator, items)))
                            .isAccepted())
                    .as(count + " wrong ones before the right one")
                    .isTrue();
        }
        for (int count : new int[] {others + 1, 1000, 10_000}) {
            List<String> items = items(first, wrong, count);
            items.add(right);
            assertThat(verify(provider, String.join(separator, items)))
                    .as(count + " wrong ones before the right one")
                    .isEqualTo(RejectionReason.SIGNATURE_MALFORMED);
        }
    }

    private static List<String> items(String first, String wrong, int count) {
        List<String> items = new ArrayList<>();
        if (!first.isEmpty()) {
            items.add(first);
        }
        for (int i = 0; i < count; i++) {
            items.add(wrong);
        }
        return items;
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "standard-webhooks", "svix", "github"})
    @DisplayName("8 KiB of separators, and of half items, are refused in no time")
    void separators(String provider) {
        for (String filler :
                List.of(",", " ", "=", ";", ",,=", " ,", "v1", "v1=,", "v1, ", "t=,", "t=1,", "\t", "\u00a0")) {
            assertThat(verify(provider, filler.repeat(8192 / filler.length())))
                    .as(filler)
                    .isIn(
                            RejectionReason.SIGNATURE_MALFORMED,
                            RejectionReason.SIGNATURE_MISSING,
                            RejectionReason.SIGNATURE_VERSION_UNKNOWN,
                            RejectionReason.TIMESTAMP_MISSING);
        }
    }

    @Test
    @DisplayName("the content is hashed once for each secret that is tried, whatever the header lists")
    void oneMacPerSecret() {
        try (CountingProvider counted = CountingProvider.installed()) {
            SignatureScheme scheme = Providers.get("standard-webhooks");
            Secret[] secrets = new Secret[3];
            for (int i = 0; i < secrets.length; i++) {
                secrets[i] = Secret.builder("00112233445566778899aabbccddeef" + i)
                        .id("s" + i)
                        .build();
            }
            WebhookRequest valid = WebhookSigner.of(scheme, secrets[1])
                    .draft()
                    .id("1")
                    .body(new byte[1000])
                    .sign();
            WebhookVerifier verifier = WebhookVerifier.builder(scheme)
                    .secrets(SecretSource.of(secrets))
                    .build();
            counted.reset();
            assertThat(verifier.verify(valid).orElseThrow().secretId()).contains("s1");
            assertThat(counted.finished()).as("the second of three secrets").isEqualTo(2);

            String right = Objects.requireNonNull(valid.headers().first("webhook-signature"));
            String wrong = "v1," + "A".repeat(43) + "=";
            counted.reset();
            String listed = (wrong + " ").repeat(31) + right;
            assertThat(verifier.verify(Requests.with(valid, "webhook-signature", listed))
                            .isAccepted())
                    .isTrue();
            assertThat(counted.finished())
                    .as("32 signatures, the secret that matched last")
                    .isEqualTo(1);

            counted.reset();
            assertThat(verifier.verify(Requests.with(valid, "webhook-signature", (wrong + " ").repeat(32)))
                            .isAccepted())
                    .isFalse();
            assertThat(counted.finished()).as("32 wrong signatures").isEqualTo(3);
        }
    }

    @Test
    @DisplayName("two secrets cost two for a forgery, and one once deliveries come under one of them")
    void lastMatchFirst() {
        try (CountingProvider counted = CountingProvider.installed()) {
            SignatureScheme scheme = Providers.get("github");
            Secret first = Secret.of("a-first-secret-for-the-tests");
            Secret last =
                    Secret.builder("a-last-secret-for-the-tests").id("last").build();
            WebhookVerifier verifier = WebhookVerifier.of(scheme, first, last);
            for (Secret signer : List.of(first, last)) {
                WebhookRequest valid = WebhookSigner.of(scheme, signer)
                        .draft()
                        .body(new byte[10])
                        .sign();
                assertThat(verifier.verify(valid).isAccepted()).isTrue();
                counted.reset();
                assertThat(verifier.verify(valid).isAccepted()).isTrue();
                assertThat(counted.finished()).isEqualTo(1);
                counted.reset();
                assertThat(verifier.verify(Requests.withBody(valid, new byte[11]))
                                .isAccepted())
                        .isFalse();
                assertThat(counted.finished()).as("a forgery").isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "stripe", "standard-webhooks", "avra-timestamped", "slack"})
    @DisplayName("a request that its head gives away costs no hashing at all")
    void refusedUnhashed(String provider) {
        try (CountingProvider counted = CountingProvider.installed()) {
            WebhookRequest valid = Senders.validOf(provider);
            WebhookVerifier verifier = Senders.verifier(Providers.get(provider));
            String header = signatureHeader(provider);
            counted.reset();
            for (String signature : new String[] {null, "", "x", "sha1=00", "v9,AAAA", "t=1", "a".repeat(9000)}) {
                assertThat(verifier.verify(Requests.with(valid, header, signature))
                                .isAccepted())
                        .isFalse();
            }
            assertThat(counted.finished()).isZero();
            assertThat(counted.hashed()).isZero();
        }
    }

    @Test
    @DisplayName("a stale request costs no hashing either")
    void staleUnhashed() {
        try (CountingProvider counted = CountingProvider.installed()) {
            WebhookRequest valid = Senders.validOf("avra-timestamped");
            WebhookVerifier verifier = Senders.verifier(Providers.get("avra-timestamped"));
            counted.reset();
            assertThat(reason(verifier.verify(Requests.with(valid, "X-Avra-Timestamp", "1"))))
                    .isEqualTo(RejectionReason.TIMESTAMP_TOO_OLD);
            assertThat(counted.finished()).isZero();
        }
    }

    @Test
    @DisplayName("a header that may be repeated has no more signatures in all than one alone may have")
    void repeatedHeader() {
        SignatureScheme scheme = SignatureScheme.builder("repeating")
                .signatureHeader("X-Sig")
                .set("signature.repeat", true)
                .content("{body}")
                .build();
        try (CountingProvider counted = CountingProvider.installed()) {
            WebhookVerifier verifier = Senders.verifier(scheme);
            WebhookRequest valid = Senders.valid(scheme).orElseThrow();
            String right = Objects.requireNonNull(valid.headers().first("X-Sig"));
            for (int copies : new int[] {2, 32, 33, 1000}) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i < copies; i++) {
                    values.add("00".repeat(32));
                }
                values.add(right);
                WebhookRequest request = Requests.with(valid, Headers.of(Map.of("X-Sig", values)));
                counted.reset();
                assertThat(verifier.verify(request).isAccepted())
                        .as(copies + " headers")
                        .isEqualTo(copies <= 32);
                assertThat(counted.finished()).as(copies + " headers").isLessThanOrEqualTo(1);
            }
        }
    }
}
