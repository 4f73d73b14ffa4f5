package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.scheme.Providers;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What providers published about their own signatures, in their documentation and the tests of their libraries. */
class PublishedVectorsTest {

    @TestFactory
    @DisplayName("a published vector is accepted or refused as its provider says")
    Stream<DynamicNode> vectors() {
        List<Path> files = Vector.files();
        assertThat(files).isNotEmpty();
        return files.stream().flatMap(file -> tests(file, Vector.read(file)));
    }

    private static Stream<DynamicNode> tests(Path file, List<Vector> vectors) {
        assertThat(vectors).as(String.valueOf(file)).isNotEmpty();
        return vectors.stream()
                .map(vector -> DynamicTest.dynamicTest(vector.provider() + ": " + vector.name(), () -> {
                    assertThat(file.getFileName()).hasToString(vector.provider() + ".json");
                    assertThat(Providers.names()).contains(vector.provider());
                    assertThat(vector.source()).isNotBlank();
                    assertThat(vector.origin().equals("own"))
                            .isEqualTo(file.getParent().endsWith("own"));
                    if (vector.hasBlankSecret()) {
                        assertThatIllegalArgumentException().isThrownBy(vector::verify);
                        return;
                    }
                    if (vector.expectedReply().isPresent()) {
                        assertThat(vector.reply().map(HandshakeReply::body)).isEqualTo(vector.expectedReply());
                        return;
                    }
                    Verification verification = vector.verify();
                    if (vector.isValid()) {
                        assertThat(verification.rejected()).isEmpty();
                    } else {
                        assertThat(verification.rejected().map(Rejection::reason))
                                .hasValueSatisfying(reason -> assertThat(reason).isIn(reasons(vector.expect())));
                    }
                }));
    }

    /** The reasons that agree with the vector's own word, which counts the parts of a signature differently. */
    private static Set<RejectionReason> reasons(String expect) {
        return switch (expect.substring("invalid:".length())) {
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
            case "timestamp_too_old" -> EnumSet.of(RejectionReason.TIMESTAMP_TOO_OLD);
            case "timestamp_too_new" -> EnumSet.of(RejectionReason.TIMESTAMP_TOO_NEW);
            case "malformed_timestamp" ->
                EnumSet.of(RejectionReason.TIMESTAMP_MALFORMED, RejectionReason.TIMESTAMP_MISSING);
            default -> EnumSet.allOf(RejectionReason.class);
        };
    }
}
