package io.hookward.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClaimEntryTest {

    private static ClaimEntry entry(String id, long fingerprint) {
        return new ClaimEntry(Stores.key(id), fingerprint, Stores.RETENTION);
    }

    @Test
    @DisplayName("a retention that is not positive is refused")
    void retentionIsPositive() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ClaimEntry(Stores.key("evt_1"), 1, wrong))
                    .withMessageContaining("retention");
        }
        assertThat(new ClaimEntry(Stores.key("evt_1"), 1, Duration.ofNanos(1)).retention())
                .isPositive();
    }

    @Test
    @DisplayName("entries are kept in their order, and apart from the caller's list")
    void checkedIsACopy() {
        List<ClaimEntry> mine = new ArrayList<>(List.of(entry("b", 1), entry("a", 1), entry("c", 1)));
        List<ClaimEntry> checked = ClaimEntry.checked(mine);
        mine.clear();
        assertThat(checked).containsExactly(entry("b", 1), entry("a", 1), entry("c", 1));
    }

    @Test
    @DisplayName("no entry, or a key that comes twice, is refused; null is too")
    void whatIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimEntry.checked(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaimEntry.checked(List.of(entry("a", 1), entry("b", 1), entry("a", 2))))
                .withMessageContaining("github::d:a");
        List<ClaimEntry> withNull = new ArrayList<>();
        withNull.add(null);
        assertThatNullPointerException().isThrownBy(() -> ClaimEntry.checked(withNull));
    }
}
