package io.hookward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.erdtman.jcs.NumberToJSON;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers against RFC 8785's own list and against another implementation. {@code -Dfuzz.factor=50} compares ten million
 * random doubles and as many random literals.
 */
class CanonicalNumberTest {
    private static final int INPUTS = 200_000 * Integer.getInteger("fuzz.factor", 1);

    private static @Nullable String canonical(String literal) {
        CanonicalNumber number = CanonicalNumber.of(literal);
        return number == null ? null : number.text();
    }

    private static String other(double value) {
        try {
            return NumberToJSON.serializeNumber(value);
        } catch (IOException notFinite) {
            throw new AssertionError(notFinite);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    @DisplayName("the doubles of RFC 8785's appendix B are written as it lists them, and read back")
    void appendixB(String bits, String text) {
        double value = Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(bits));
        assertThat(CanonicalNumber.shortest(value).text()).isEqualTo(text);
        assertThat(canonical(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1.10, 1.1",
        "-0, 0",
        "-0.0e5, 0",
        "0e999999999999, 0",
        "1.0, 1",
        "100, 100",
        "1E2, 100",
        "0.00001e+3, 0.01",
        "10000000000000000000000e-2, 100000000000000000000",
        "1e21, 1e+21",
        "123e-9, 1.23e-7",
        "1e23, 1e+23",
        "2e23, 2e+23",
        "8.41e21, 8.41e+21",
        "9007199254740991, 9007199254740991",
        "9007199254740992, 9007199254740992",
        "9007199254740994, 9007199254740994",
        "0.30000000000000004, 0.30000000000000004",
        "5e-324, 5e-324",
        "0.5e-323, 5e-324",
        "1e-323, 1e-323",
        "5e-323, 5e-323",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "1.7976931348623157e308, 1.7976931348623157e+308"
    })
    @DisplayName("a literal is written as ECMAScript writes its double")
    void literals(String literal, String text) {
        assertThat(canonical(literal)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "-9007199254740993",
                "9007199254740993.0",
                "9007199254740993e0",
                "1234567890123456789",
                "295147905179352825856",
                "0.1000000000000000055511151231257827",
                "0.10000000000000001",
                "333333333.33333329",
                "1.00000000000000000001",
                "4e-324",
                "4.9e-324",
                "4.94e-324",
                "2e-324",
                "1e-400",
                "1.7976931348623158e308",
                "1.7976931348623159e308",
                "1e309",
                "-1e400",
                "1e999999999999",
                "1e-999999999999"
            })
    @DisplayName("a literal whose decimal value its double does not give back has no canonical form")
    void doesNotSurvive(String literal) {
        assertThat(canonical(literal)).isNull();
    }

    /** Not against the other implementation, which writes 1e-320 with 142 zeros. */
    @Test
    @DisplayName("the smallest doubles, of few digits, are written as the definition of ECMA-262 has it")
    void smallest() {
        for (long bits = 1; bits <= 5000; bits++) {
            double value = Double.longBitsToDouble(bits);
            compare(value, defined(value));
        }
    }

    @Test
    @DisplayName("powers of two and of ten and their neighbours are written as the definition of ECMA-262 has it")
    void powers() {
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            compareAround(Math.scalb(1.0, exponent));
        }
        for (int exponent = -323; exponent <= 308; exponent++) {
            compareAround(Double.parseDouble("1e" + exponent));
            compareAround(Double.parseDouble("-5e" + Math.min(exponent, 307)));
        }
    }

    private static void compareAround(double value) {
        for (double near : new double[] {Math.nextDown(value), value, Math.nextUp(value)}) {
            compare(near, defined(near));
        }
    }

    /** Also that the text is the canonical form of itself. */
    private static void compare(double value, String expected) {
        String text = CanonicalNumber.shortest(value).text();
        if (!text.equals(expected) || !text.equals(canonical(text))) {
            throw new AssertionError(Long.toHexString(Double.doubleToRawLongBits(value)) + " is written " + text);
        }
    }

    /** By trying all numbers of digits, with exact arithmetic: slow. */
    private static String defined(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int length = 1; exact.signum() != 0; length++) {
            BigDecimal down = exact.round(new MathContext(length, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(length, RoundingMode.UP));
            BigDecimal shortest = Stream.of(exact.round(new MathContext(length, RoundingMode.HALF_EVEN)), down, up)
                    .filter(decimal -> decimal.doubleValue() == value)
                    .findFirst()
                    .orElse(null);
            if (shortest != null) {
                return notation(shortest.stripTrailingZeros());
            }
        }
        return "0";
    }

    private static String notation(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -6 && exponent <= 20) {
            return value.toPlainString();
        }
        return value.scaleByPowerOfTen(-exponent).toPlainString() + (exponent > 0 ? "e+" : "e") + exponent;
    }

    @Test
    @DisplayName("random doubles are written as another implementation writes them")
    void randomDoubles() {
        Random random = new Random(8785);
        for (int i = 0; i < INPUTS; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                compare(value, other(value));
            }
        }
    }

    @Test
    @DisplayName(
            "random literals have a canonical form if, and only if, their double is written with the same decimal value")
    void randomLiterals() {
        Random random = new Random(7493);
        int accepted = 0;
        for (int i = 0; i < INPUTS; i++) {
            String literal = literal(random);
            String text = other(Double.parseDouble(literal));
            boolean survives = new BigDecimal(literal).compareTo(new BigDecimal(text)) == 0;
            accepted += survives ? 1 : 0;
            if (!(survives ? text : "null").equals(String.valueOf(canonical(literal)))) {
                throw new AssertionError(literal + " is written " + canonical(literal) + " and not " + text);
            }
        }
        assertThat(accepted).isBetween(INPUTS / 4, INPUTS - INPUTS / 20);
    }

    /** As people and programs write numbers: mostly short, sometimes with as many digits as a double has or a few more. */
    private static String literal(Random random) {
        StringBuilder literal = new StringBuilder(random.nextBoolean() ? "" : "-");
        int whole = random.nextInt(18);
        literal.append(whole == 0 ? 0 : 1 + random.nextInt(9));
        digits(literal, whole - 1, random);
        if (random.nextInt(4) > 0) {
            literal.append('.');
            digits(literal, 1 + random.nextInt(Math.max(1, 19 - whole)), random);
        }
        if (random.nextInt(3) == 0) {
            int range = random.nextBoolean() ? 30 : 285;
            literal.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(2 * range) - range);
        }
        return literal.toString();
    }

    private static void digits(StringBuilder literal, int count, Random random) {
        boolean zeros = random.nextInt(6) == 0;
        for (int i = 0; i < count; i++) {
            literal.append(zeros ? 0 : random.nextInt(10));
        }
    }
}
