package io.hookward.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Blackhole;

@DisplayName("What is measured")
class SubjectsTest {
    private static final int SMALL = 256;

    private final Blackhole blackhole = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    @DisplayName("Everybody accepts the delivery on which they are timed")
    @ParameterizedTest
    @MethodSource("subjects")
    void valid(String subject) {
        assertThat(accepts(subject, SampleCase.VALID)).isTrue();
    }

    @DisplayName("Everybody rejects the forged delivery on which they are timed")
    @ParameterizedTest
    @MethodSource("subjects")
    void forged(String subject) {
        assertThat(accepts(subject, SampleCase.FORGED)).isFalse();
    }

    @DisplayName("The last of 20 signatures is found")
    @ParameterizedTest
    @ValueSource(strings = {"standard-webhooks/hookward", "stripe/hookward"})
    void listed(String subject) {
        assertThat(accepts(subject, SampleCase.LISTED_20)).isTrue();
    }

    @DisplayName("A scheme with room for one signature is not measured with 20")
    @Test
    void noList() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedSample.of(SampleScheme.GITHUB, SampleCase.LISTED_20, SMALL));
    }

    @DisplayName("The second of two secrets is found")
    @ParameterizedTest
    @EnumSource(SampleScheme.class)
    void secondSecret(SampleScheme scheme) {
        assertThat(accepts(scheme.catalogueName() + "/hookward", SampleCase.SECOND_SECRET))
                .isTrue();
    }

    @DisplayName("A body has exactly the size that the table names, whatever the size")
    @ParameterizedTest
    @EnumSource(SampleScheme.class)
    void sizes(SampleScheme scheme) {
        for (int bytes : new int[] {SMALL, 1024, 4096, 65_536}) {
            assertThat(SampleBody.of(scheme, bytes)).hasSize(bytes);
        }
    }

    private boolean accepts(String subject, SampleCase special) {
        SignedSample sample = SignedSample.of(Subjects.scheme(subject), special, SMALL);
        return Subjects.of(subject, sample).get().accepts(blackhole);
    }

    /** Those of the benchmark itself. */
    static Stream<String> subjects() throws NoSuchFieldException {
        return Stream.of(VerifyBenchmark.class
                .getField("subject")
                .getAnnotation(Param.class)
                .value());
    }
}
