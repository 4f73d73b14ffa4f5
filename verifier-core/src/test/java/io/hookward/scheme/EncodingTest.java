package io.hookward.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One sequence of bytes has one spelling, hex in either case excepted. */
class EncodingTest {
    @ParameterizedTest
    @EnumSource(names = "TEXT", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("what is written is read, for every length and byte")
    void roundTrip(Encoding encoding) {
        Random random = new Random(4231);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(encoding.decode(encoding.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    @DisplayName("hex may be of either case, even mixed")
    void hexCase() {
        assertThat(Encoding.HEX.decode("00aBFf")).containsExactly(0, 0xab, 0xff);
        assertThat(Encoding.HEX.encode(new byte[] {(byte) 0xAB})).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "000", "0x00", "0X00", "00 ", " 00", "0 0", "00\n", "+0", "-0", "0g", "gg", "00:00", "00-00",
                "\"00\"", "０００", "００", "٠٠", "۰۰", "𝟎𝟎", "0\u0000", "ａｂ", "true", "*", "0_", "éé"
            })
    @DisplayName("hex with an odd length, a prefix, blanks, or digits of another script is none")
    void notHex(String text) {
        assertThat(Encoding.HEX.decode(text)).isNull();
    }

    @Test
    @DisplayName("of the four spellings of 32 bytes that a lenient reader takes, one is Base64")
    void spareBits() {
        byte[] tag = new byte[32];
        new Random(4231).nextBytes(tag);
        String right = Base64.getEncoder().encodeToString(tag);
        assertThat(Encoding.BASE64.decode(right)).isEqualTo(tag);
        int lenient = 0;
        for (char c = '+'; c <= 'z'; c++) {
            String other = right.substring(0, 42) + c + "=";
            boolean same = isSpellingOf(tag, other);
            lenient += same ? 1 : 0;
            if (same && !other.equals(right)) {
                assertThat(Encoding.BASE64.decode(other)).as(other).isNull();
            }
        }
        assertThat(lenient).as("what the JDK takes").isEqualTo(4);
    }

    private static boolean isSpellingOf(byte[] tag, String text) {
        try {
            return Arrays.equals(Base64.getDecoder().decode(text), tag);
        } catch (IllegalArgumentException notAtAll) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AA",
                "AAA",
                "A",
                "A===",
                "AA=",
                "AAA==",
                "AB==",
                "AAB=",
                "AAAA=",
                "=AAA",
                "AA==AA==",
                "AA==\n",
                "AA\r\n==",
                " AA==",
                "AA== ",
                "AA ==",
                "-_-_",
                "A-A=",
                "QUFB\nQUFB",
                "QUFB QUFB",
                "QUFB.QUFB",
                "ＡＡ==",
                "AA＝＝",
                "é===",
                "\"AAAA\"",
                "AA\u0000="
            })
    @DisplayName("Base64 without its padding, with spare bits, line breaks or another alphabet is none")
    void notBase64(String text) {
        assertThat(Encoding.BASE64.decode(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA==", "AAA=", "A", "AB", "AAB", "+/+/", "AA\n", " AA", "AAAA====", "Ａ", "éé"})
    @DisplayName("Base64 for URLs with padding, spare bits or the other alphabet is none")
    void notBase64Url(String text) {
        assertThat(Encoding.BASE64URL.decode(text)).isNull();
    }

    @Test
    @DisplayName("Base64 for URLs has its own two characters")
    void base64Url() {
        assertThat(Encoding.BASE64URL.decode("-_8")).containsExactly(0xfb, 0xff);
        assertThat(Encoding.BASE64.decode("+/8=")).containsExactly(0xfb, 0xff);
    }
}
