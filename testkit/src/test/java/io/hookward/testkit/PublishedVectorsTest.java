package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.hookward.request.RejectionReason;
import io.hookward.scheme.Providers;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What providers published about their own signatures, in their documentation and the tests of their libraries. */
class PublishedVectorsTest {

    @TestFactory
    @DisplayName("a vector is accepted or refused as its provider says")
    Stream<DynamicNode> vectors() {
        List<Path> files = VectorFiles.all();
        assertThat(files).isNotEmpty();
        return files.stream().flatMap(PublishedVectorsTest::tests);
    }

    private static Stream<DynamicNode> tests(Path file) {
        List<ConformanceVector> vectors = VectorFiles.read(file);
        assertThat(vectors).as(String.valueOf(file)).isNotEmpty();
        return vectors.stream()
                .map(vector -> dynamicTest(vector.provider() + ": " + vector.name(), () -> {
                    assertThat(file.getFileName()).hasToString(vector.provider() + ".json");
                    assertThat(Providers.names()).contains(vector.provider());
                    assertThat(vector.vector().path("source").asString("")).isNotBlank();
                    assertThat(vector.vector().path("origin").asString(""))
                            .isIn(file.getParent().endsWith("own") ? Set.of("own") : Set.of("verbatim", "adapted"));
                    assertThat(vector.verdict()).isIn(verdicts(vector.expected()));
                }));
    }

    /** The verdicts that agree with the vector's own word, which counts the parts of a signature differently. */
    private static Set<String> verdicts(String expected) {
        if (expected.equals(ConformanceVector.VALID) || expected.equals(ConformanceVector.HANDSHAKE)) {
            return Set.of(expected);
        }
        return reasons(expected.substring("invalid:".length())).stream()
                .map(reason -> "invalid:" + reason.code())
                .collect(Collectors.toSet());
    }

    private static Set<RejectionReason> reasons(String word) {
        return switch (word) {
            case "signature_mismatch" ->
                EnumSet.of(
                        RejectionReason.SIGNATURE_MISMATCH,
                        RejectionReason.SIGNATURE_MALFORMED,
                        RejectionReason.TIMESTAMP_MALFORMED,
                        RejectionReason.BODY_MALFORMED);
            case "missing_header", "missing_signature" ->
                EnumSet.of(
                        RejectionReason.SIGNATURE_MISSING,
                        RejectionReason.TIMESTAMP_MISSING,
                        RejectionReason.HEADER_MISSING);
            case "malformed_header", "malformed_signature" ->
                EnumSet.of(
                        RejectionReason.SIGNATURE_MALFORMED,
                        RejectionReason.SIGNATURE_VERSION_UNKNOWN,
                        RejectionReason.SIGNATURE_MISSING,
                        RejectionReason.HEADER_MALFORMED,
                        RejectionReason.TIMESTAMP_MISSING,
                        RejectionReason.TIMESTAMP_MALFORMED);
            case "no_known_version" -> EnumSet.of(RejectionReason.SIGNATURE_VERSION_UNKNOWN);
            case "no_secret" -> EnumSet.of(RejectionReason.NO_USABLE_SECRET);
            case "timestamp_too_old" -> EnumSet.of(RejectionReason.TIMESTAMP_TOO_OLD);
            case "timestamp_too_new" -> EnumSet.of(RejectionReason.TIMESTAMP_TOO_NEW);
            case "malformed_timestamp" ->
                EnumSet.of(RejectionReason.TIMESTAMP_MALFORMED, RejectionReason.TIMESTAMP_MISSING);
            default -> EnumSet.allOf(RejectionReason.class);
        };
    }
}
