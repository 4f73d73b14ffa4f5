package io.hookward.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.claim.ClaimKey.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimKeyTest {
    private static final String ALPHABET = "ab:::%%%0123AFaf .\t\0\u007f\u00e9\u2603\ud83d\ude00\uffff~!";

    @Test
    @DisplayName("an endpoint or id that is empty is refused, and a tenant is not")
    void emptyIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ClaimKey("", "acme", Kind.DELIVERY, "evt_1"))
                .withMessage("endpoint must not be empty");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ClaimKey("github", "acme", Kind.DELIVERY, ""))
                .withMessage("id must not be empty");
        assertThat(new ClaimKey("github", "", Kind.DELIVERY, "evt_1").tenant()).isEmpty();
    }

    @Test
    @DisplayName("an endpoint of 64 chars is kept, and one whose text has more is refused")
    void longEndpointsAreRefused() {
        assertThat(new ClaimKey("a".repeat(64), "", Kind.DELIVERY, "1").endpoint())
                .hasSize(64);
        for (String wrong : List.of("a".repeat(65), "a".repeat(60) + ":", "\u00e9".repeat(13))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ClaimKey(wrong, "", Kind.DELIVERY, "1"))
                    .withMessageContaining("64");
        }
    }

    @Test
    @DisplayName("an id whose text has 200 chars is kept, and one with more is replaced by its hash")
    void longIdsAreHashed() {
        assertThat(id("a".repeat(200))).isEqualTo("a".repeat(200));
        assertThat(id("a".repeat(201)))
                .isEqualTo("sha256:e9bd4c0ef334a7a492ef7a98202f0e69c6afea3592f9b6f5ab4d66ffbd00b246");
        assertThat(id("\u2603".repeat(40))).isEqualTo("\u2603".repeat(40));
        assertThat(id("\u2603".repeat(40) + "a")).startsWith("sha256:").hasSize(71);
        assertThat(id("a".repeat(195) + "%")).endsWith("%");
        assertThat(id("a".repeat(196) + "%")).startsWith("sha256:");
        assertThat(id(":".repeat(200))).isEqualTo(":".repeat(200));
    }

    @Test
    @DisplayName("a tenant whose text has 100 chars is kept, and one with more is replaced by its hash")
    void longTenantsAreHashed() {
        assertThat(tenant("a".repeat(100))).isEqualTo("a".repeat(100));
        assertThat(tenant("a".repeat(101))).startsWith("sha256:").hasSize(71);
        assertThat(tenant(":".repeat(20))).isEqualTo(":".repeat(20));
        assertThat(tenant(":".repeat(21))).startsWith("sha256:");
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
    @DisplayName("the text of a key is what stores have kept: endpoint, tenant, letter of the kind, id")
    void textIsStable() {
        assertThat(new ClaimKey("github", "", Kind.DELIVERY, "72d3162e-cc78").text())
                .isEqualTo("github::d:72d3162e-cc78");
        assertThat(new ClaimKey("a:b", "c:d", Kind.SIGNATURE, "e:f").text()).isEqualTo("a%003Ab:c%003Ad:s:e:f");
        assertThat(new ClaimKey("m\u00fcll", "o o", Kind.CONTENT, "100% \0\r\n\ud83d").text())
                .isEqualTo("m%00FCll:o%0020o:c:100%0025%0020%0000%000D%000A%D83D");
    }

    @Test
    @DisplayName("the text is printable ASCII of at most 368 chars, whatever the parts are")
    void textIsBounded() {
        assertThat(ClaimKey.MAX_TEXT_LENGTH).isEqualTo(368);
        String text = new ClaimKey("e".repeat(64), "t".repeat(100), Kind.DELIVERY, "i".repeat(200)).text();
        assertThat(text).hasSize(368);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(randomKey(random).text())
                    .hasSizeLessThanOrEqualTo(ClaimKey.MAX_TEXT_LENGTH)
                    .matches("[!-~]+");
        }
    }

    @Test
    @DisplayName("a key is read back from its text, and no two keys have one text")
    void textIsReadBack() {
        SplittableRandom random = new SplittableRandom(2);
        Map<String, ClaimKey> seen = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            ClaimKey key = randomKey(random);
            assertThat(ClaimKey.parse(key.text())).isEqualTo(key);
            assertThat(seen.merge(key.text(), key, (before, now) -> before)).isEqualTo(key);
        }
        keys().forEach(key -> assertThat(ClaimKey.parse(key.text())).isEqualTo(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "github",
                "github:d:1",
                "github::d",
                "github::d:",
                "::d:1",
                "github::x:1",
                "github::D:1",
                "github::dd:1",
                "github::d: 1",
                "github::d:\u00e9",
                "github::d:%",
                "github::d:%00",
                "github::d:%00e9",
                "github::d:%0041",
                "github::d:%003A",
                "github:a b:d:1",
                "git%hub::d:1",
                " github::d:1",
                "github::d:1\n",
                "github::d:%002"
            })
    @DisplayName("what is not the text of a key is refused, also where it is only spelled otherwise")
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimKey.parse(text));
    }

    @Test
    @DisplayName("the text of a part that is too long is refused, and never taken for the key of its hash")
    void longTextIsRefused() {
        for (String text : List.of(
                "github::d:" + "a".repeat(201), "github:" + "a".repeat(101) + ":d:1", "g".repeat(65) + "::d:1")) {
            assertThatIllegalArgumentException().isThrownBy(() -> ClaimKey.parse(text));
        }
    }

    @Test
    @DisplayName("different keys have different texts, and are ordered apart")
    void keysStayApart() {
        List<ClaimKey> keys = keys();
        assertThat(keys).extracting(ClaimKey::text).doesNotHaveDuplicates();
        for (ClaimKey left : keys) {
            for (ClaimKey right : keys) {
                assertThat(Integer.signum(left.compareTo(right)))
                        .isEqualTo(-Integer.signum(right.compareTo(left)))
                        .matches(order -> (order == 0) == left.equals(right));
            }
        }
    }

    @Test
    @DisplayName("different keys have different hashes in memory, wherever their parts begin and end")
    void hashesStayApart() {
        List<ClaimKey> keys = keys();
        assertThat(keys.stream().map(KeyHash::of)).doesNotHaveDuplicates();
        for (ClaimKey key : keys) {
            assertThat(KeyHash.of(key)).isEqualTo(KeyHash.of(ClaimKey.parse(key.text())));
        }
    }

    @Test
    @DisplayName("a key cannot break the line of a log")
    void printsOnOneLine() {
        assertThat(new ClaimKey("github", "", Kind.DELIVERY, "evt\n2026-01-01 WARN forged"))
                .hasToString("github::d:evt%000A2026-01-01%0020WARN%0020forged");
    }

    private static List<ClaimKey> keys() {
        List<ClaimKey> keys = new ArrayList<>();
        for (String endpoint : List.of("a", "a:d", "a%", "a%003A", "a:", "ab")) {
            for (String tenant : List.of("", ":", "d", "b", "a:d", "\0", "%003A")) {
                for (Kind kind : Kind.values()) {
                    for (String id : List.of("b", "B", "b ", "d:b", ":d:b", "%0020", " ", "\0", "\u00e9", "bb")) {
                        keys.add(new ClaimKey(endpoint, tenant, kind, id));
                    }
                }
            }
        }
        return keys;
    }

    private static ClaimKey randomKey(SplittableRandom random) {
        return new ClaimKey(
                text(random, 1, 12),
                text(random, 0, 30),
                Kind.values()[random.nextInt(3)],
                text(random, 1, random.nextInt(10) == 0 ? 400 : 60));
    }

    private static String text(SplittableRandom random, int from, int to) {
        int length = random.nextInt(from, to + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static String id(String id) {
        return new ClaimKey("github", "", Kind.DELIVERY, id).id();
    }

    private static String tenant(String tenant) {
        return new ClaimKey("github", tenant, Kind.DELIVERY, "1").tenant();
    }
}
