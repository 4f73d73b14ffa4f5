package io.hookward.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.claim.ClaimKey.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClaimKeyTest {

    @Test
    @DisplayName("an endpoint or id that is empty is refused")
    void emptyIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ClaimKey("", Kind.DELIVERY, "evt_1"))
                .withMessage("endpoint must not be empty");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ClaimKey("github", Kind.DELIVERY, ""))
                .withMessage("id must not be empty");
    }

    @Test
    @DisplayName("an id of 200 chars is kept, and one of 201 is replaced by its hash")
    void longIdsAreHashed() {
        assertThat(id("a".repeat(200))).isEqualTo("a".repeat(200));
        assertThat(id("a".repeat(201)))
                .isEqualTo("sha256:e9bd4c0ef334a7a492ef7a98202f0e69c6afea3592f9b6f5ab4d66ffbd00b246");
    }

    @Test
    @DisplayName("long ids that differ in one char, or in unpaired surrogates, are different keys")
    void longIdsStayApart() {
        String prefix = "a".repeat(100_000);
        assertThat(List.of(id(prefix + "b"), id(prefix + "c"), id(prefix + "\ud83d"), id(prefix + "\ud83c")))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a key made from the id of another is the same key")
    void idsCanBeCopied() {
        String id = id("a".repeat(500));
        assertThat(id(id)).isEqualTo(id);
    }

    @Test
    @DisplayName("the text of a key is what stores have kept: endpoint, letter of the kind, id")
    void textIsStable() {
        assertThat(new ClaimKey("github", Kind.DELIVERY, "72d3162e-cc78").text())
                .isEqualTo("github:d:72d3162e-cc78");
        assertThat(new ClaimKey("a:b", Kind.SIGNATURE, "c:d").text()).isEqualTo("a%003Ab:s:c:d");
        assertThat(new ClaimKey("m\u00fcll", Kind.DELIVERY, "100% \0\r\n\ud83d").text())
                .isEqualTo("m%00FCll:d:100%0025%0020%0000%000D%000A%D83D");
    }

    @Test
    @DisplayName("different keys have different texts, on one line of printable ASCII, and are ordered apart")
    void keysStayApart() {
        List<ClaimKey> keys = keys();
        assertThat(keys).extracting(ClaimKey::text).doesNotHaveDuplicates().allMatch(text -> text.matches("[!-~]+"));
        for (ClaimKey left : keys) {
            for (ClaimKey right : keys) {
                assertThat(Integer.signum(left.compareTo(right)))
                        .isEqualTo(-Integer.signum(right.compareTo(left)))
                        .matches(order -> (order == 0) == left.equals(right));
            }
        }
    }

    @Test
    @DisplayName("a key cannot break the line of a log")
    void printsOnOneLine() {
        assertThat(new ClaimKey("github", Kind.DELIVERY, "evt\n2026-01-01 WARN forged"))
                .hasToString("github:d:evt%000A2026-01-01%0020WARN%0020forged");
    }

    private static List<ClaimKey> keys() {
        List<ClaimKey> keys = new ArrayList<>();
        for (String endpoint : List.of("a", "a:d", "a:d:b", "a%", "a%003A", "a:", "A")) {
            for (Kind kind : Kind.values()) {
                for (String id :
                        List.of("b", "B", "b ", "b:d", "d:b", ":d:b", "%0020", " ", "\0", "\u00e9", "\u0301")) {
                    keys.add(new ClaimKey(endpoint, kind, id));
                }
            }
        }
        return keys;
    }

    private static String id(String id) {
        return new ClaimKey("github", Kind.DELIVERY, id).id();
    }
}
