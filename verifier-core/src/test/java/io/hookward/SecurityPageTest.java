package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Condition;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What SECURITY.md says is read before a signature holds is what the catalogue makes the verifier read. */
class SecurityPageTest {
    private static String row(String what) throws IOException {
        return Files.readAllLines(Path.of("../SECURITY.md")).stream()
                .filter(line -> line.startsWith("| " + what))
                .map(line -> line.split(" \\| ")[1])
                .collect(Collectors.joining());
    }

    private static String entries(Predicate<SignatureScheme> which) {
        return Providers.names().stream()
                .filter(name -> which.test(Providers.get(name)))
                .collect(Collectors.joining(", "));
    }

    private static boolean inBody(List<Condition> conditions) {
        return conditions.stream().anyMatch(condition -> condition.source().isInBody());
    }

    @Test
    @DisplayName("names the entries whose signature stands in the body")
    void signatures() throws IOException {
        assertThat(row("the signature, which stands"))
                .isEqualTo(entries(scheme -> scheme.methods().stream()
                        .anyMatch(
                                method -> method.signature().sources().stream().anyMatch(Source::isInBody))));
    }

    @Test
    @DisplayName("names the entries whose body tells which method applies")
    void conditions() throws IOException {
        assertThat(row("which signing method applies"))
                .isEqualTo(entries(scheme -> scheme.methods().stream().anyMatch(method -> inBody(method.when()))));
    }

    @Test
    @DisplayName("names the entries with an unsigned handshake in the body")
    void handshakes() throws IOException {
        assertThat(row("a handshake that the provider does not sign"))
                .isEqualTo(entries(scheme -> scheme.facts().handshakes().stream()
                        .anyMatch(handshake -> !handshake.signed() && inBody(handshake.when()))));
    }
}
