package io.hookward.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTokenTest {

    @Test
    @DisplayName("no token is given twice")
    void tokensAreUnique() {
        assertThat(Stream.generate(ClaimToken::create).limit(10_000)).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("no token is given twice, though many threads ask at once")
    void tokensOfManyThreads() {
        assertThat(IntStream.range(0, 100_000)
                        .parallel()
                        .mapToObj(i -> ClaimToken.create())
                        .distinct()
                        .count())
                .isEqualTo(100_000);
    }

    @Test
    @DisplayName("all 128 bits of a token vary")
    void allBitsVary() {
        for (int digit = 0; digit < 32; digit++) {
            int at = digit;
            assertThat(Stream.generate(ClaimToken::create)
                            .limit(1_000)
                            .map(token -> token.text().charAt(at)))
                    .contains('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f');
        }
    }

    @Test
    @DisplayName("a token that was kept as text comes back equal")
    void textRoundTrip() {
        ClaimToken token = ClaimToken.create();
        assertThat(ClaimToken.parse(token.text())).isEqualTo(token).hasSameHashCodeAs(token);
        assertThat(ClaimToken.parse("0123456789abcdeffedcba9876543210").text())
                .isEqualTo("0123456789abcdeffedcba9876543210");
    }

    @ParameterizedTest
    @DisplayName("a text that no token wrote is refused")
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef",
                "0123456789ABCDEFFEDCBA9876543210",
                "0123456789abcdeffedcba987654321g",
                "0123456789abcdeffedcba98765432100",
                " 0123456789abcdeffedcba987654321",
                "\u0660123456789abcdeffedcba987654321"
            })
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimToken.parse(text));
    }
}
