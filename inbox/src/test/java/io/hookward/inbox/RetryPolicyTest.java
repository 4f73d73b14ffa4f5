package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A retry policy")
class RetryPolicyTest {
    private static final Exception FAILED = new Exception("failed");
    private static final long SECOND = 1_000_000;

    private final Random random = new Random(1);

    private long delay(RetryPolicy policy, int attempts, Throwable failed) {
        return policy.delayAfter(attempts, failed, random).orElseThrow();
    }

    @Test
    @DisplayName("doubles the delay with each attempt up to its cap, whatever the number of attempts")
    void exponential() {
        RetryPolicy policy = RetryPolicy.builder()
                .delays(Duration.ofSeconds(10), Duration.ofMinutes(5))
                .jitter(0)
                .maxAttempts(Integer.MAX_VALUE)
                .build();
        assertThat(LongStream.of(1, 2, 3, 4, 5, 6, 7, 100, Integer.MAX_VALUE - 1)
                        .map(attempts -> delay(policy, (int) attempts, FAILED) / SECOND))
                .containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L, 300L);
    }

    @Test
    @DisplayName("spreads what failed together, at the first delay and at the cap, and never comes earlier than asked")
    void jitter() {
        RetryPolicy policy = RetryPolicy.builder()
                .delays(Duration.ofSeconds(10), Duration.ofSeconds(100))
                .maxAttempts(100)
                .build();
        for (int attempts : new int[] {1, 50}) {
            long least = attempts == 1 ? 10 * SECOND : 100 * SECOND;
            long[] delays = LongStream.range(0, 1_000)
                    .map(i -> delay(policy, attempts, FAILED))
                    .sorted()
                    .toArray();
            assertThat(delays[0]).isGreaterThanOrEqualTo(least);
            assertThat(delays[999] - delays[0]).isGreaterThan(least / 5);
            assertThat(delays[999]).isLessThanOrEqualTo(least * 3 / 2);
        }
    }

    @Test
    @DisplayName("ends after its attempts, the first one included")
    void attempts() {
        RetryPolicy policy = RetryPolicy.builder().maxAttempts(3).build();
        assertThat(policy.delayAfter(2, FAILED, random)).isPresent();
        assertThat(policy.delayAfter(3, FAILED, random)).isEmpty();
        assertThat(RetryPolicy.builder().maxAttempts(1).build().delayAfter(1, FAILED, random))
                .isEmpty();
    }

    @Test
    @DisplayName("goes by the type of the failure, or of its cause, and the nearest type counts")
    void byType() {
        RetryPolicy policy = RetryPolicy.builder()
                .jitter(0)
                .never(IllegalArgumentException.class)
                .delay(IOException.class, Duration.ofMinutes(1))
                .never(FileNotFoundException.class)
                .build();
        assertThat(policy.delayAfter(1, new NumberFormatException(), random)).isEmpty();
        assertThat(policy.delayAfter(1, new FileNotFoundException(), random)).isEmpty();
        assertThat(delay(policy, 7, new IOException())).isEqualTo(60 * SECOND);
        assertThat(delay(policy, 1, new IllegalStateException(new IOException())))
                .isEqualTo(60 * SECOND);
        assertThat(delay(policy, 1, FAILED)).isEqualTo(10 * SECOND);
    }

    @Test
    @DisplayName("refuses what makes no sense")
    void invalid() {
        RetryPolicy.Builder builder = RetryPolicy.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.delays(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.jitter(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.jitter(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxAttempts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.delay(IOException.class, Duration.ofSeconds(-1)));
    }
}
