package io.hookward.testkit.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.RejectionReason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cause, alone. */
class CauseTest {
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    @DisplayName("a delivery that is broken in one way gets just that finding")
    void alone(Cause cause, String how, Broken broken) {
        Diagnosis diagnosis = broken.explain();

        assertThat(diagnosis.isVerified()).isFalse();
        assertThat(diagnosis.findings())
                .as(diagnosis.toString())
                .extracting(Finding::cause)
                .containsExactly(cause);
    }

    @Test
    @DisplayName("there is a test for each cause")
    void complete() {
        Set<Cause> tested =
                broken().map(arguments -> (Cause) arguments.get()[0]).collect(Collectors.toSet());

        assertThat(EnumSet.allOf(Cause.class)).isSubsetOf(tested);
    }

    @Test
    @DisplayName("a secret that cannot be used at all hides neither the signing method nor what is signed")
    void unusableSecret() {
        Diagnosis diagnosis = Broken.of("github")
                .variant(2)
                .secret(Broken.SECRET, Broken.SECRET + "\n")
                .explain();

        assertThat(diagnosis.rejection().orElseThrow().reason()).isEqualTo(RejectionReason.NO_USABLE_SECRET);
        assertThat(diagnosis.findings()).extracting(Finding::cause).containsExactly(Cause.SECRET_WHITESPACE);
        assertThat(diagnosis.received().content()).isNotEmpty();
    }

    @Test
    @DisplayName("ids are distinct, and neither sentence nor fix ends with a full stop")
    void wording() {
        assertThat(Arrays.stream(Cause.values()).map(Cause::id)).doesNotHaveDuplicates();
        assertThat(Cause.values()).allSatisfy(cause -> {
            assertThat(cause.id()).matches("[a-z]+\\.[a-z0-9-]+");
            assertThat(cause.statement() + cause.fix()).doesNotContain(". ").doesNotEndWith(".");
        });
    }

    static Stream<Arguments> broken() {
        return Stream.concat(BodyCauses.all(), OtherCauses.all());
    }
}
