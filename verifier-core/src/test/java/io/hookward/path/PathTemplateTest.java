package io.hookward.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A path template")
class PathTemplateTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "||, it must start with a slash",
                "/, it must start with a slash and have at least one segment",
                "hook, it must start with a slash",
                "//, empty segments",
                "//hook, empty segments",
                "/a//b, empty segments",
                "/hook//, empty segments",
                "/a/./b, dot segments",
                "/a/../b, dot segments",
                "/.., dot segments",
                "/a b, the segment 'a b' may have only",
                "/a%20b, the segment 'a%20b' may have only",
                "/a;b, the segment 'a;b' may have only",
                "/\u00e9, the segment '\u00e9' may have only",
                "/a?b, the segment 'a?b' may have only",
                "/*, the segment '*' may have only",
                "/a/**, the segment '**' may have only",
                "/{}, '{}' is not a variable",
                "/{x, '{x' is not a variable",
                "/x}, 'x}' is not a variable",
                "/{1x}, '{1x}' is not a variable",
                "/{x-y}, '{x-y}' is not a variable",
                "/{*x}, '{*x}' is not a variable",
                "/{x:[a-z]+}, '{x:[a-z]+}' is not a variable",
                "/{x}{y}, '{x}{y}' is not a variable",
                "/{x}.json, '{x}.json' is not a variable",
                "/a{x}, 'a{x}' is not a variable",
                "/a{x}b, 'a{x}b' is not a variable",
                "/{x}/{x}, two variables are named 'x'"
            })
    @DisplayName("says what is wrong with a path that has several spellings, wildcards or misshapen variables")
    void unusable(String path, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathTemplate.of(path))
                .withMessageStartingWith("'" + path + "' is not an endpoint path: ")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/hook", "/hook/", "/webhooks/Stripe-v1.2_~", "/.well-known/...", "/{tenant}", "/{a}/{A}/{a1}/"})
    @DisplayName("is the path as configured")
    void usable(String path) {
        assertThat(PathTemplate.of(path)).hasToString(path);
    }

    @Test
    @DisplayName("knows its variables in order")
    void variables() {
        assertThat(PathTemplate.of("/webhooks/github").variables()).isEmpty();
        assertThat(PathTemplate.of("/{z}/a/{a1}/").variables()).containsExactly("z", "a1");
    }

    @Test
    @DisplayName("has at most 30 segments")
    void length() {
        assertThat(PathTemplate.of("/a".repeat(29) + "/{x}").variables()).containsExactly("x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathTemplate.of("/a".repeat(31)))
                .withMessageContaining("more than 30 segments");
    }
}
