package io.hookward.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.LogCapture;
import io.hookward.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretSourceTest {
    private static final Secret ONE = Secret.of("secret-number-one-of-the-tests");
    private static final Secret TWO = Secret.of("secret-number-two-of-the-tests");

    @Test
    @DisplayName("no secrets at all, and two of one id, are refused")
    void fixed() {
        assertThatIllegalArgumentException().isThrownBy(SecretSource::of);
        assertThatIllegalArgumentException().isThrownBy(() -> SecretSource.of(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretSource.of(ONE, TWO))
                .withMessageContaining("'default'");
        assertThat(SecretSource.of(ONE, TWO.withId("two")).secrets()).hasSize(2);
    }

    @Test
    @DisplayName("the caller's list may change afterwards")
    void copied() {
        List<Secret> given = new ArrayList<>(List.of(ONE));
        SecretSource source = SecretSource.of(given);
        given.clear();
        assertThat(source.secrets()).containsExactly(ONE);
        assertThat(source.secrets()).isUnmodifiable();
    }

    @Test
    @DisplayName(
            "after a change the old secret counts for the stated time, both ends included; the new one counts at once")
    void rotating() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        List<Secret> secrets = SecretSource.rotating(ONE, TWO, Duration.ofHours(2), TestClock.at(noon))
                .secrets();
        assertThat(secrets).extracting(Secret::id).containsExactly("new", "old");
        Secret old = secrets.get(1);
        assertThat(old.isValidAt(noon.plus(Duration.ofHours(2)))).isTrue();
        assertThat(old.isValidAt(noon.plus(Duration.ofHours(2)).plusMillis(1))).isFalse();
        assertThat(secrets.get(0).notAfter()).isEmpty();
        assertThat(secrets.get(0).notBefore()).isEmpty();
    }

    @Test
    @DisplayName("a secret that already had an end does not live longer because it was changed")
    void rotatingAnEndingSecret() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        List<Secret> secrets = SecretSource.rotating(
                        ONE, TWO.until(noon.plusSeconds(60)), Duration.ofHours(2), TestClock.at(noon))
                .secrets();
        assertThat(secrets.get(1).notAfter()).contains(noon.plusSeconds(60));
    }

    @Test
    @DisplayName("without a time the old secret counts for 24 hours more")
    void rotatingByDefault() {
        Instant before = Instant.now();
        Instant end =
                SecretSource.rotating(ONE, TWO).secrets().get(1).notAfter().orElseThrow();
        assertThat(end)
                .isBetween(before.plus(Duration.ofHours(24)), Instant.now().plus(Duration.ofHours(24)));
    }

    @Test
    @DisplayName("an overlap for ever is possible, a negative one is not")
    void overlaps() {
        TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
        Duration ever = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(SecretSource.rotating(ONE, TWO, ever, clock).secrets().get(1).isValidAt(Instant.MAX))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretSource.rotating(ONE, TWO, Duration.ofSeconds(-1), clock));
    }

    @Test
    @DisplayName("ids of one's own are kept when a secret is changed")
    void ownIds() {
        assertThat(SecretSource.rotating(ONE.withId("b"), TWO.withId("a")).secrets())
                .extracting(Secret::id)
                .containsExactly("b", "a");
    }

    @Test
    @DisplayName("a supplier that fails, or gives what cannot be used, leaves its last good answer in force")
    void supplied() throws Exception {
        AtomicReference<Supplier<List<Secret>>> vault = new AtomicReference<>(() -> List.of(ONE));
        SecretSource source = SecretSource.supplied(() -> vault.get().get());
        assertThat(source.secrets()).containsExactly(ONE);

        List<Supplier<List<Secret>>> troubles = List.of(
                () -> {
                    throw new IllegalStateException("the vault is sealed");
                },
                () -> null,
                () -> List.of(ONE, TWO));
        for (Supplier<List<Secret>> trouble : troubles) {
            vault.set(trouble);
            String log = LogCapture.during(() -> assertThat(source.secrets()).containsExactly(ONE));
            assertThat(log).contains("WARN", "stay in force").doesNotContain("secret-number");
        }

        vault.set(() -> List.of(TWO));
        assertThat(source.secrets()).containsExactly(TWO);
        vault.set(List::of);
        assertThat(source.secrets()).as("all revoked").isEmpty();
    }

    @Test
    @DisplayName("as long as a supplier gives the same list, so does its source: keys are not made anew")
    void suppliedUnchanged() {
        List<Secret> same = List.of(ONE);
        SecretSource source = SecretSource.supplied(() -> same);
        assertThat(source.secrets()).isSameAs(source.secrets());
    }
}
