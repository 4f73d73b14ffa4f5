package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All HMAC cases of Wycheproof, through the public verifier and not through the JDK's Mac. */
class WycheproofTest {
    private static final List<Case> CASES = read();

    private record Case(Algorithm algorithm, String number, String key, String message, String tag, boolean valid) {
        boolean isTruncated() {
            return tag.length() < 2 * algorithm.length();
        }

        Verification verify() {
            return BodyHmac.verify(algorithm, key, message, tag);
        }
    }

    private static List<Case> read() {
        try (InputStream csv =
                Objects.requireNonNull(WycheproofTest.class.getResourceAsStream("/hmac/wycheproof.csv"))) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Case(
                            algorithm(cells[0]), cells[1], cells[2], cells[3], cells[4], cells[5].equals("valid")))
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Algorithm algorithm(String name) {
        return Arrays.stream(Algorithm.values())
                .filter(algorithm -> algorithm.schemeName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Case> cases(Algorithm algorithm, boolean truncated) {
        return CASES.stream()
                .filter(one -> one.algorithm() == algorithm && one.isTruncated() == truncated)
                .toList();
    }

    @Test
    @DisplayName("all 867 cases are there: 436 with a tag of full length, 431 with a shorter one")
    void complete() {
        assertThat(CASES).hasSize(867);
        assertThat(CASES).filteredOn(Case::isTruncated).hasSize(431);
        assertThat(CASES).filteredOn(one -> !one.isTruncated() && one.valid()).hasSize(165);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "HMAC_.*")
    @DisplayName("a tag of full length is accepted exactly where Wycheproof calls it valid")
    void fullLength(Algorithm algorithm) {
        assertThat(cases(algorithm, false))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.verify().isAccepted()).isEqualTo(one.valid()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "HMAC_.*")
    @DisplayName("a shortened tag is refused, whatever Wycheproof calls it")
    void truncated(Algorithm algorithm) {
        assertThat(cases(algorithm, true))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.verify().rejected().map(Rejection::reason))
                        .contains(RejectionReason.SIGNATURE_MALFORMED));
    }
}
