package io.hookward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** RFC 8785 by its examples, by another implementation, and by what nobody signed. */
class CanonicalJsonTest {
    private static final int INPUTS = 2_000 * Integer.getInteger("fuzz.factor", 1);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.of(utf8(json)), StandardCharsets.UTF_8);
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refusal -> assertThat(refusal.rejection().reason()).isEqualTo(RejectionReason.BODY_MALFORMED));
    }

    /** The first number of the RFC's input is not here: its double is written with fewer digits, see the next test. */
    @Test
    @DisplayName("the example of RFC 8785, section 3.2.2, has the form of section 3.2.3")
    void example() {
        assertThat(canonical("""
                                {
                                  "numbers": [333333333.3333333, 1E30, 4.50,
                                              2e-3, 0.000000000000000000000000001],
                                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                                  "literals": [null, true, false]
                                }"""))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    @DisplayName("a number with more digits than its double is refused, even the one in RFC 8785's example")
    void stricterThanTheRfc() {
        assertRefused(() -> canonical("{\"numbers\":[333333333.33333329]}"));
    }

    @Test
    @DisplayName("members are sorted by UTF-16 code units, as in the example of RFC 8785, section 3.2.3")
    void order() {
        assertThat(canonical("""
                                {
                                  "\\u20ac": "Euro Sign",
                                  "\\r": "Carriage Return",
                                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                                  "1": "One",
                                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                                  "\\u0080": "Control",
                                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                                }"""))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    @DisplayName("objects inside unsorted objects are sorted too, and empty ones stay")
    void nested() {
        assertThat(canonical(
                        "[{\"b\":{\"d\":[{\"f\":1,\"e\":{}}],\"c\":[]},\"a\":{\"\":0}},{\"z\":{\"y\":1,\"x\":2}}]"))
                .isEqualTo("[{\"a\":{\"\":0},\"b\":{\"c\":[],\"d\":[{\"e\":{},\"f\":1}]}},{\"z\":{\"x\":2,\"y\":1}}]");
    }

    @Test
    @DisplayName("a plain value is a document")
    void plainValues() {
        assertThat(canonical(" 1.50 ")).isEqualTo("1.5");
        assertThat(canonical("\"\\u00e9\"")).isEqualTo("\"é\"");
        assertThat(canonical("null")).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"\\u0061\":3}",
                "[[{\"x\":{\"\\ud83d\\ude00\":1,\"😀\":2}}]]",
                "{\"\":1,\"\":2}"
            })
    @DisplayName("a name that comes twice in an object is refused at any depth, however it is written")
    void duplicates(String json) {
        assertRefused(() -> canonical(json));
    }

    @Test
    @DisplayName("equal names in different objects, and names that only look alike, are not duplicates")
    void notDuplicates() {
        assertThat(canonical("{\"a\":{\"a\":1},\"A\":[{\"a\":2},{\"a\":3}],\"é\":4,\"e\u0301\":5}"))
                .isEqualTo("{\"A\":[{\"a\":2},{\"a\":3}],\"a\":{\"a\":1},\"e\u0301\":5,\"é\":4}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\ud800\\ud800\"",
                "\"\\ud800\\n\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "{\"a\\udfff\":1}"
            })
    @DisplayName("half a surrogate pair in a value or name is refused")
    void loneSurrogates(String json) {
        assertRefused(() -> canonical(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22eda080ed0022",
                "22eda0bdedb88022",
                "22c0af22",
                "22e080af22",
                "22f490808022",
                "22ff22",
                "22c322",
                "7b22eda080223a317d",
                "efbbbf7b7d",
                "feff007b007d",
                "7b007d00",
                "007b007d",
                "0000007b0000007d"
            })
    @DisplayName("what is not UTF-8, and text in another encoding, is refused")
    void notUtf8(String hex) {
        assertRefused(() -> CanonicalJson.of(HexFormat.of().parseHex(hex)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}{}",
                "{} 1",
                "1 2",
                "{}]",
                "{\"a\":1",
                "{\"a\":1,}",
                "{\"a\"}",
                "[1",
                "[1,]",
                "[,1]",
                "[01]",
                "[1.]",
                "[.1]",
                "[+1]",
                "[NaN]",
                "[Infinity]",
                "{'a':1}",
                "{a:1}",
                "[1] // note",
                "[\"\\x\"]",
                "[\"\t\"]",
                "[\"\\u12\"]"
            })
    @DisplayName("what is not one JSON value is refused")
    void notJson(String json) {
        assertRefused(() -> canonical(json));
    }

    @Test
    @DisplayName("a body may be 500 levels deep and no deeper")
    void depth() {
        String deepest = "{\"b\":0,\"a\":".repeat(250) + "[".repeat(250) + "]".repeat(250) + "}".repeat(250);
        assertThat(canonical(deepest))
                .isEqualTo("{\"a\":".repeat(250) + "[".repeat(250) + "]".repeat(250) + ",\"b\":0}".repeat(250));
        assertRefused(() -> canonical("[" + deepest + "]"));
        assertRefused(() -> canonical("[".repeat(1_000_000)));
        assertRefused(() -> canonical("{\"a\":".repeat(1_000_000)));
    }

    @Test
    @DisplayName("every spelling of a document has the form that another implementation gives it")
    void otherImplementation() throws IOException {
        RandomJson random = new RandomJson(8785);
        for (int i = 0; i < INPUTS; i++) {
            Object document = random.document(40);
            String json = random.spelled(document);
            String canonical = canonical(json);
            assertThat(canonical).as(json).isEqualTo(new JsonCanonicalizer(json).getEncodedString());
            assertThat(canonical(random.spelled(document))).isEqualTo(canonical);
            assertThat(canonical(canonical)).isEqualTo(canonical);
        }
    }

    @Test
    @DisplayName("a changed body has the same form only if it says the same")
    void changedBodies() {
        RandomJson documents = new RandomJson(1);
        Random random = new Random(2);
        int same = 0;
        for (int i = 0; i < 4 * INPUTS; i++) {
            String json = documents.spelled(documents.document(30));
            byte[] changed = changed(utf8(json), random);
            byte[] form = formOf(changed);
            if (form != null && new String(form, StandardCharsets.UTF_8).equals(canonical(json))) {
                same++;
                JsonNode said = MAPPER.readTree(json);
                assertThat(said.equals(CanonicalJsonTest::compare, MAPPER.readTree(changed)))
                        .as("%s and %s", json, new String(changed, StandardCharsets.UTF_8))
                        .isTrue();
            }
        }
        assertThat(same).isGreaterThan(INPUTS / 20);
    }

    private static int compare(JsonNode one, JsonNode two) {
        return one.isNumber() && two.isNumber()
                ? one.decimalValue().compareTo(two.decimalValue())
                : one.equals(two) ? 0 : 1;
    }

    private static byte @Nullable [] formOf(byte[] json) {
        try {
            return CanonicalJson.of(json);
        } catch (RejectedException notCanonical) {
            return null;
        }
    }

    /** With one byte changed, left out or put in; mostly one that means something in JSON. */
    private static byte[] changed(byte[] json, Random random) {
        byte[] bytes = utf8("{}[],:\"\\ \n0123456789-+.eEu/bfnrtadc");
        int at = random.nextInt(json.length);
        int left = random.nextInt(3) == 0 ? 0 : 1;
        int put = random.nextInt(3) == 0 && left == 1 ? 0 : 1;
        byte[] changed = new byte[json.length - left + put];
        System.arraycopy(json, 0, changed, 0, at);
        System.arraycopy(json, at + left, changed, at + put, json.length - at - left);
        if (put == 1) {
            changed[at] = random.nextInt(8) == 0 ? (byte) random.nextInt(256) : bytes[random.nextInt(bytes.length)];
        }
        return changed;
    }
}
