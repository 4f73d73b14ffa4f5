package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.TestClock;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far from the current time a timestamp may lie. */
class ToleranceTest {
    @Test
    @DisplayName("a tolerance of nothing, of less and of more than a year is refused: none of them means off")
    void tolerances() {
        for (String odd : new String[] {"PT0S", "PT-1S", "P366D", "PT2562047788015215H"}) {
            Duration tolerance = Duration.parse(odd);
            VerifierBuilder builder = WebhookVerifier.builder(Providers.get("stripe"));
            Duration fine = Duration.ofMinutes(5);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.tolerance(tolerance, fine))
                    .withMessageContaining("acceptAnyAge()");
            assertThatIllegalArgumentException().isThrownBy(() -> builder.tolerance(fine, tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "shopify", "avala"})
    @DisplayName("a tolerance for a scheme that signs no timestamp is refused: it would protect from nothing")
    void withoutTime(String provider) {
        VerifierBuilder builder = WebhookVerifier.builder(Providers.get(provider));
        Duration tolerance = Duration.ofMinutes(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.tolerance(tolerance, tolerance))
                .withMessageStartingWith(Providers.get(provider).title() + " signs no timestamp");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.tolerance(null, tolerance));
    }

    @ParameterizedTest
    @CsvSource({"seconds, {body}", "opaque, {timestamp}.{body}"})
    @DisplayName("a time that nobody signs, and one that cannot be read, are none to compare a tolerance with")
    void noAge(String unit, String content) {
        SignatureScheme scheme = SignatureScheme.of(
                Map.of(
                        "name",
                        "acme",
                        "signature",
                        Map.of("from", "header:X-Signature"),
                        "content",
                        content,
                        "timestamp",
                        Map.of("from", "header:X-Time", "unit", unit)),
                "acme");
        VerifierBuilder builder = WebhookVerifier.builder(scheme);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.tolerance(Duration.ofMinutes(5), Duration.ofMinutes(5)))
                .withMessageContaining("signs no timestamp");
    }

    @Test
    @DisplayName("a tolerance for one side leaves the other as the provider recommends")
    void oneSide() {
        WebhookVerifier verifier = WebhookVerifier.builder(Timed.scheme(TimestampRule.Unit.SECONDS))
                .secrets(Secret.of(Timed.KEY))
                .clock(TestClock.at(Timed.NOW))
                .tolerance(null, Duration.ofSeconds(10))
                .build();
        assertThat(Timed.verdict(verifier, Long.toString(Timed.NOW.getEpochSecond() - 300)))
                .isEqualTo("accepted");
        assertThat(Timed.verdict(verifier, Long.toString(Timed.NOW.getEpochSecond() + 11)))
                .isEqualTo("timestamp_too_new");
    }

    @Test
    @DisplayName("any age is accepted only by name, and even then the time must be one")
    void anyAge() {
        WebhookVerifier verifier = WebhookVerifier.builder(Timed.scheme(TimestampRule.Unit.SECONDS))
                .secrets(Secret.of(Timed.KEY))
                .acceptAnyAge()
                .build();
        assertThat(Timed.verdict(verifier, "1")).isEqualTo("accepted");
        assertThat(Timed.verdict(verifier, "9223372036854775807")).isEqualTo("accepted");
        assertThat(Timed.verdict(verifier, "+1")).isEqualTo("timestamp_malformed");
    }

    @Test
    @DisplayName("without a setting the provider's own tolerance counts, five minutes where it has none")
    void defaults() {
        WebhookVerifier verifier = WebhookVerifier.builder(Timed.scheme(TimestampRule.Unit.SECONDS))
                .secrets(Secret.of(Timed.KEY))
                .clock(TestClock.at(Timed.NOW))
                .build();
        assertThat(verifier.freshFor()).isEqualTo(Duration.ofMinutes(10));
        assertThat(Timed.verdict(verifier, Long.toString(Timed.NOW.getEpochSecond() - 300)))
                .isEqualTo("accepted");
        assertThat(Timed.verdict(verifier, Long.toString(Timed.NOW.getEpochSecond() - 301)))
                .isEqualTo("timestamp_too_old");
        assertThat(Timed.verdict(verifier, Long.toString(Timed.NOW.getEpochSecond() + 301)))
                .isEqualTo("timestamp_too_new");
    }

    @Test
    @DisplayName("a clock before 1970 and one far off refuse, and do not throw")
    void oddClocks() {
        String time = Long.toString(Timed.NOW.getEpochSecond());
        assertThat(Timed.verdict(
                        Timed.verifier(TimestampRule.Unit.SECONDS, Instant.parse("1960-01-01T00:00:00.5Z")), time))
                .isEqualTo("timestamp_too_new");
        assertThat(Timed.verdict(
                        Timed.verifier(TimestampRule.Unit.SECONDS, Instant.parse("9999-12-31T23:59:59.999Z")), time))
                .isEqualTo("timestamp_too_old");
        assertThat(Timed.verdict(
                        Timed.verifier(TimestampRule.Unit.SECONDS, Instant.parse("1960-01-01T00:00:00Z")),
                        "9".repeat(30)))
                .isEqualTo("timestamp_too_new");
    }
}
