package io.hookward.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A path in other letters")
class PathCaseTest {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final PathTable<String> TABLE = new PathTable<>();

    static {
        TABLE.add("/webhooks/github", "github");
        TABLE.add("/" + LETTERS, "alphabet");
        TABLE.add("/in/{tenant}/" + upper(LETTERS) + "/end", "capitals");
    }

    private static boolean isDisguised(String raw, String decoded) {
        PathMatch<String> match = TABLE.match("", raw, decoded);
        return match != null && !match.isExact();
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static String escaped(String text) {
        return "%" + HexFormat.ofDelimiter("%").formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhook%C5%BF/github", "/webhooks/g%C4%B0thub", "/webhooks/g%c4%b1thub", "/webhoo%E2%84%AAs/github",
                        "/webhook\u017f/github",
                "/webhooks/g\u0130thub", "/webhooks/g\u0131thub", "/webhoo\u212as/github", "/webhook%25C5%25BF/github",
                        "/webhook\u00c5\u00bf/github",
                "/webhook%C5\u00bf/github", "/WEBHOOK%c5%bf/GITHUB.json"
            })
    @DisplayName("that Java or Spring compares as equal is disguised")
    void disguised(String path) {
        assertThat(isDisguised(path, "/other")).isTrue();
        assertThat(isDisguised("/other", path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhook%C5/github",
                "/webhook%BF/github",
                "/webhook%C5%BFs/github",
                "/webhooks%C5%BF/github",
                "/webhook%C3%9F/github",
                "/webhook%E2%84/github",
                "/webhoo%E2%84%ABs/github",
                "/g\u0456thub"
            })
    @DisplayName("that nobody compares as equal is another one")
    void other(String path) {
        assertThat(TABLE.match("", path, path)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u017f", "\u212a", "\u0130", "%C5%BF", "%E2%84%AA", "\u00e9", "%FF"})
    @DisplayName("that goes on in letters beyond ASCII is disguised, as some drop them")
    void goesOn(String letter) {
        assertThat(isDisguised("/webhooks/github" + letter, "/other")).isTrue();
        assertThat(isDisguised("/webhooks/github" + letter + "x", "/other")).isTrue();
    }

    /** Supplementary characters are two, so that none of them is compared with a letter. */
    @Test
    @DisplayName("is disguised with each character of Unicode that equals an ASCII letter when case is ignored")
    void allOfUnicode() {
        Set<Character> beyondAscii = new TreeSet<>();
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            for (int i = 0; i < LETTERS.length(); i++) {
                if (isEqual((char) c, LETTERS.charAt(i))) {
                    disguisedWith(String.valueOf((char) c), i);
                    beyondAscii.add((char) c);
                }
            }
        }
        beyondAscii.removeIf(c -> c < 0x80);
        assertThat(beyondAscii).containsExactly('\u0130', '\u0131', '\u017f', '\u212a');
    }

    /** To {@code String.equalsIgnoreCase} or to Spring's matchers. */
    private static boolean isEqual(char c, char letter) {
        return String.valueOf(c).equalsIgnoreCase(String.valueOf(letter)) || Character.toLowerCase(c) == letter;
    }

    private static void disguisedWith(String c, int at) {
        String before = LETTERS.substring(0, at);
        String after = LETTERS.substring(at + 1);
        for (String spelling : List.of(c, escaped(c), escaped(escaped(c)))) {
            String path = "/" + before + spelling + after;
            if (!path.equals("/" + LETTERS)) {
                assertThat(isDisguised(path, path)).as(path).isTrue();
                assertThat(isDisguised(path, "/other")).as(path).isTrue();
                assertThat(isDisguised("/other", path)).as(path).isTrue();
            }
            String within = "/in/acme/" + upper(before) + spelling + upper(after) + "/end";
            assertThat(TABLE.match("", within, within)).as(within).isNotNull();
        }
    }
}
