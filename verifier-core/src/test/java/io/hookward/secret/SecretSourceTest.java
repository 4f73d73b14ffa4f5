package io.hookward.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.LogCapture;
import io.hookward.TestClock;
import io.hookward.scheme.KeyForm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretSourceTest {
    private static final Secret ONE = Secret.of("secret-number-one-of-the-tests");
    private static final Secret TWO = Secret.of("secret-number-two-of-the-tests");

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");

    @Test
    @DisplayName("no secrets at all, and two that were given one id, are refused")
    void fixed() {
        assertThatIllegalArgumentException().isThrownBy(SecretSource::of);
        assertThatIllegalArgumentException().isThrownBy(() -> SecretSource.of(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretSource.of(ONE.withId("a"), TWO.withId("a")))
                .withMessageContaining("'a'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretSource.of(ONE.withId("default"), TWO.withId("default")))
                .withMessageContaining("'default'");
        assertThatIllegalArgumentException()
                .as("the second is named by its place")
                .isThrownBy(() -> SecretSource.of(ONE.withId("2"), TWO))
                .withMessageContaining("'2'");
    }

    @Test
    @DisplayName("of several secrets those without an id are named by their place, and a single one stays the default")
    void named() {
        assertThat(SecretSource.of(ONE, TWO).secrets()).extracting(Secret::id).containsExactly("1", "2");
        assertThat(SecretSource.of(ONE.withId("own"), TWO).secrets())
                .extracting(Secret::id)
                .containsExactly("own", "2");
        assertThat(SecretSource.of(ONE, TWO.withId("default")).secrets())
                .extracting(Secret::id)
                .containsExactly("1", "default");
        assertThat(SecretSource.of(ONE).secrets()).containsExactly(ONE);
        assertThat(SecretSource.supplied(() -> List.of(ONE, TWO)).secrets())
                .extracting(Secret::id)
                .containsExactly("1", "2");
    }

    @Test
    @DisplayName("a secret that is named by its place keeps its key and its interval")
    void namedKeepsTheRest() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        Secret named = SecretSource.of(TWO, ONE.until(noon)).secrets().get(1);
        assertThat(named.notAfter()).contains(noon);
        assertThat(named.exposeTo(KeyForm.TEXT, byte[]::clone)).isEqualTo(ONE.exposeTo(KeyForm.TEXT, byte[]::clone));
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
    @DisplayName("after a change the old secret is valid up to the stated moment, whenever the process started")
    void rotating() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        List<Secret> secrets = SecretSource.rotating(ONE, TWO, noon).secrets();
        assertThat(secrets).extracting(Secret::id).containsExactly("new", "old");
        Secret old = secrets.get(1);
        assertThat(old.isValidAt(noon)).isTrue();
        assertThat(old.isValidAt(noon.plusNanos(1))).isFalse();
        assertThat(secrets.get(0).notAfter()).isEmpty();
        assertThat(secrets.get(0).notBefore()).isEmpty();
    }

    @Test
    @DisplayName("a secret that already had an end does not live longer because it was changed")
    void rotatingAnEndingSecret() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        List<Secret> secrets = SecretSource.rotating(ONE, TWO.until(noon), noon.plusSeconds(60))
                .secrets();
        assertThat(secrets.get(1).notAfter()).contains(noon);
    }

    @Test
    @DisplayName("ids of one's own are kept when a secret is changed, and must differ")
    void ownIds() {
        assertThat(SecretSource.rotating(ONE.withId("b"), TWO.withId("a"), Instant.MAX)
                        .secrets())
                .extracting(Secret::id)
                .containsExactly("b", "a");
        assertThat(SecretSource.rotating(ONE.withId("b"), TWO, Instant.MAX).secrets())
                .extracting(Secret::id)
                .containsExactly("b", "old");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretSource.rotating(ONE.withId("a"), TWO.withId("a"), Instant.MAX));
    }

    @Test
    @DisplayName("a supplier that fails, or gives what cannot be used, leaves its last good answer in force")
    void supplied() throws Exception {
        AtomicReference<Supplier<List<Secret>>> vault = new AtomicReference<>(() -> List.of(ONE));
        SecretSource source = source(() -> vault.get().get());
        assertThat(source.secrets()).containsExactly(ONE);

        List<Supplier<List<Secret>>> troubles = List.of(
                () -> {
                    throw new IllegalStateException("the vault is sealed");
                },
                () -> null,
                () -> Arrays.asList(TWO, null),
                () -> List.of(ONE.withId("same"), TWO.withId("same")));
        for (Supplier<List<Secret>> trouble : troubles) {
            vault.set(trouble);
            String log = LogCapture.during(() -> assertThat(source.secrets()).containsExactly(ONE));
            assertThat(log).contains("WARN", "stay in force").doesNotContain("secret-number");
            assertThat(source.lastGood()).containsExactly(ONE);
            clock.advance(Duration.ofMinutes(1));
        }

        vault.set(() -> List.of(TWO));
        assertThat(source.secrets()).containsExactly(TWO);
        vault.set(List::of);
        assertThat(source.secrets()).as("all revoked").isEmpty();
    }

    @Test
    @DisplayName("a supplier that goes on failing is logged once a minute, however many deliveries ask")
    void suppliedFailures() throws Exception {
        SecretSource source = source(() -> {
            throw new IllegalStateException("the vault is sealed");
        });
        String log = LogCapture.during(() -> {
            for (int second = 0; second <= 120; second++) {
                assertThat(source.secrets()).isEmpty();
                assertThat(source.secrets()).isEmpty();
                clock.advance(Duration.ofSeconds(1));
            }
        });
        assertThat(log.split("stay in force", -1)).as("at 0, 60 and 120 s").hasSize(4);
    }

    @Test
    @DisplayName("the last good answer is told without asking the supplier, and is empty before the first")
    void lastGood() {
        AtomicInteger asked = new AtomicInteger();
        SecretSource source = source(() -> {
            asked.incrementAndGet();
            return List.of(ONE);
        });
        assertThat(source.lastGood()).isEmpty();
        assertThat(source.secrets()).containsExactly(ONE);
        assertThat(source.lastGood()).containsExactly(ONE);
        assertThat(asked).hasValue(1);
        assertThat(SecretSource.of(ONE).lastGood()).containsExactly(ONE);
    }

    private SecretSource source(Supplier<List<Secret>> supplier) {
        return new SuppliedSecretSource(supplier, clock.nanoTime());
    }

    @Test
    @DisplayName("as long as a supplier gives the same secrets, its source gives the same list: keys are not made anew")
    void suppliedUnchanged() {
        SecretSource source = SecretSource.supplied(() -> new ArrayList<>(List.of(ONE, TWO)));
        assertThat(source.secrets()).isSameAs(source.secrets());
    }

    @Test
    @DisplayName("a change inside the supplier's own list is noticed")
    void suppliedListChanges() {
        List<Secret> vault = new ArrayList<>(List.of(ONE));
        SecretSource source = SecretSource.supplied(() -> vault);
        assertThat(source.secrets()).containsExactly(ONE);
        vault.set(0, TWO);
        assertThat(source.secrets()).containsExactly(TWO);
    }
}
