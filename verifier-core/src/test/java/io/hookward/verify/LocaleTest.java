package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.Requests;
import io.hookward.TestClock;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where digits have other shapes, and where a small I has no dot, signatures are the same. */
class LocaleTest {
    private static final Secret SECRET = Secret.of("only/for/tests/and/nothing/else/");

    private Locale before;

    @BeforeEach
    void remember() {
        before = Locale.getDefault();
    }

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(
                        "ar-EG",
                        "ar-EG-u-nu-arab",
                        "fa-IR",
                        "th-TH-u-nu-thai",
                        "bn-BD",
                        "mr-IN",
                        "tr-TR",
                        "az-AZ",
                        "lt-LT")
                .flatMap(locale -> Stream.of(
                                "avala",
                                "avnology",
                                "avra-timestamped",
                                "github",
                                "shopify",
                                "slack",
                                "standard-webhooks",
                                "stripe",
                                "svix")
                        .map(provider -> Arguments.of(locale, provider)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    @DisplayName(
            "a delivery that was signed elsewhere verifies, its header names in any case, and signing gives the same")
    void verifies(String locale, String provider) {
        SignatureScheme scheme = Providers.get(provider);
        WebhookRequest signedElsewhere = signed(scheme);

        Locale.setDefault(Locale.forLanguageTag(locale));
        WebhookVerifier verifier = WebhookVerifier.builder(scheme)
                .secrets(SECRET)
                .clock(TestClock.at("2026-03-01T12:00:00Z"))
                .build();
        assertThat(verifier.verify(signedElsewhere).rejected()).isEmpty();
        assertThat(verifier.verify(withNames(signedElsewhere, true)).rejected()).isEmpty();
        assertThat(verifier.verify(withNames(signedElsewhere, false)).rejected())
                .isEmpty();
        assertThat(Requests.headers(signed(scheme))).isEqualTo(Requests.headers(signedElsewhere));
    }

    private static WebhookRequest signed(SignatureScheme scheme) {
        return WebhookSigner.of(scheme, SECRET)
                .draft()
                .id("id-1")
                .eventType("ping")
                .body("{\"id\":\"i1\",\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8))
                .sentAt(TestClock.at("2026-03-01T12:00:00Z").instant())
                .sign();
    }

    private static WebhookRequest withNames(WebhookRequest request, boolean upper) {
        Map<String, List<String>> renamed = new LinkedHashMap<>();
        Requests.headers(request)
                .forEach((name, values) ->
                        renamed.put(upper ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT), values));
        return Requests.with(request, Headers.of(renamed));
    }
}
