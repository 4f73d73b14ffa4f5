package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {
    @ParameterizedTest
    @CsvSource({
        "push, push, true",
        "push, push2, false",
        "push, PUSH, false",
        "push, '', false",
        "task.*, task.created, true",
        "task.*, task., true",
        "task.*, task, false",
        "task.*, taskXcreated, false",
        "*.created, task.created, true",
        "*.created, task.created.twice, false",
        "*, anything.at.all, true",
        "*, '', true",
        "a*a, a, false",
        "a*a, aa, true",
        "*aa*a, aaa, true",
        "*aa*aa, aaa, false",
        "organization.member.*, organization.member.added, true",
        "o*.m*.a*d, organization.member.added, true",
        "o*.m*.a*d, organization.member.adder, false",
        "x.?, x.y, false",
        "x.?, x.?, true",
        "[a-z]+, abc, false",
    })
    @DisplayName("a star stands for any characters, everything else for itself")
    void matches(String pattern, String type, boolean expected) {
        assertThat(EventPattern.of(pattern).matches(type)).isEqualTo(expected);
    }

    @Test
    @DisplayName("a pattern says what a regular expression would")
    void agreesWithRegularExpressions() {
        Random random = new Random(4231);
        for (int i = 0; i < 50_000; i++) {
            String pattern = text(random, "ab.*", 1 + random.nextInt(6));
            String type = text(random, "ab.", random.nextInt(8));
            Pattern regex = Pattern.compile(pattern.replace(".", "\\.").replace("*", ".*"));
            assertThat(EventPattern.of(pattern).matches(type))
                    .as(pattern + " and " + type)
                    .isEqualTo(regex.matcher(type).matches());
        }
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    @DisplayName("a pattern of many stars and a type made to be slow are compared at once")
    void noCatastrophe() {
        assertThat(EventPattern.of("*a".repeat(1000) + "b").matches("a".repeat(100_000)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    @DisplayName("a blank pattern is refused, since it would match nothing, or everything, by mistake")
    void blank(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> EventPattern.of(pattern));
    }

    @Test
    @DisplayName("a pattern that fits no known type of the provider is pointed out, with the known ones")
    void warning() {
        SignatureScheme avala = Providers.get("avala");
        assertThat(EventPattern.of("task.created").warningFor(avala)).isEmpty();
        assertThat(EventPattern.of("task.*").warningFor(avala)).isEmpty();
        assertThat(EventPattern.of("task.craeted").warningFor(avala))
                .hasValueSatisfying(warning ->
                        assertThat(warning).contains("Avala", "'task.craeted'", "task.created", "export.failed"));
        assertThat(EventPattern.of("tsak.*").warningFor(avala)).isPresent();
    }

    @Test
    @DisplayName("where the catalogue lists no types, nothing is pointed out")
    void noWarning() {
        SignatureScheme own =
                SignatureScheme.builder("own").signatureHeader("X-Sig").build();
        assertThat(EventPattern.of("whatever").warningFor(own)).isEmpty();
    }
}
