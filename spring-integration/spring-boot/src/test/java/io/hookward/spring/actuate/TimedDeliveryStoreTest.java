package io.hookward.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.StoreFullException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The timers of the store")
class TimedDeliveryStoreTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TimedDeliveryStore store =
            new TimedDeliveryStore(CaffeineDeliveryStore.builder().capacity(1).build(), registry);

    private static List<ClaimEntry> entry(String id) {
        return List.of(new ClaimEntry(new ClaimKey("github", "", ClaimKey.Kind.DELIVERY, id), 1, Duration.ofHours(1)));
    }

    private long calls(String operation, String outcome) {
        return registry.get("hookward.store.calls")
                .tags("operation", operation, "outcome", outcome)
                .timer()
                .count();
    }

    @Test
    @DisplayName("tell what became of each call")
    void outcomes() {
        ClaimToken token = ClaimToken.create();
        assertThat(store.claim(entry("1"), token, LEASE)).isInstanceOf(Claim.Won.class);
        assertThat(store.claim(entry("1"), ClaimToken.create(), LEASE)).isInstanceOf(Claim.InFlight.class);
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> store.claim(entry("2"), ClaimToken.create(), LEASE));
        assertThat(store.complete(entry("1"), ClaimToken.create())).isFalse();
        assertThat(store.complete(entry("1"), token)).isTrue();

        assertThat(calls("claim", "done")).isEqualTo(1);
        assertThat(calls("claim", "refused")).isEqualTo(1);
        assertThat(calls("claim", "error")).isEqualTo(1);
        assertThat(calls("claim", "timeout")).isZero();
        assertThat(calls("complete", "done")).isEqualTo(1);
        assertThat(calls("complete", "refused")).isEqualTo(1);
        assertThat(calls("release", "done")).isZero();
    }
}
