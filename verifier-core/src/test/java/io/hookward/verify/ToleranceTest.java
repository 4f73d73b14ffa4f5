package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.TestClock;
import io.hookward.scheme.Providers;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How far from now a time of sending may lie, and what says so. */
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
