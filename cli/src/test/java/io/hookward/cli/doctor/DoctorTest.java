package io.hookward.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.cli.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor finds, and what it leaves alone. */
class DoctorTest {
    private static final String GOOD = "a secret of the doctor's tests";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GOOD", GOOD, "SHORT", "tiny-pass", "QUOTED", '"' + GOOD + '"', "BROKEN", "two\nlines of some length");

    private static List<Problem> examine(String yaml) {
        return Doctor.examine(yaml, ENVIRONMENT::get);
    }

    private static List<String> errors(String endpoint) {
        return examine("hookward:\n  endpoints:\n    stripe:\n      " + endpoint.replace("|", "\n      ") + "\n")
                .stream()
                .filter(Problem::isError)
                .map(Problem::id)
                .toList();
    }

    @Test
    @DisplayName("a right configuration has no problem")
    void right() {
        assertThat(examine("""
            spring:
              application.name: demo
            hookward:
              filter:
                trusted-proxies: 10.0.0.0/8, 192.0.2.1
              endpoints:
                github:
                  secret: ${GOOD}
                  maxBody: 2MB
                  retention: 8d
                square:
                  path: /in/square
                  public-url: https://example.com/in/square
                  secrets:
                    - value: ${GOOD}
                      id: new
                      not-after: 2027-01-01T00:00:00Z
            """)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "secret: ${GOOD}|retention: 1d; retention.short",
                "secret: ${GOOD}|retentoin: 9d; property.unknown",
                "secret: ${GOOD}|tolerance: soon; duration.malformed",
                "secret: ${GOOD}|tolerance: 0s; tolerance.malformed",
                "secret: ${GOOD}|max-body: 3GB; max-body.malformed",
                "secret: ${GOOD}|lease: 0s; lease.malformed",
                "secret: ${GOOD}|refusal-status: 410; refusal-status.malformed",
                "secret: ${GOOD}|path: no-slash; path.malformed",
                "secret: ${GOOD}|allowed-addresses: here; addresses.malformed",
                "secret: ${GOOD}|public-url: nonsense; public-url.malformed",
                "secret: ${GOOD}|provider: strype; provider.unknown",
                "secret: ${GOOD}|provider: square; public-url.missing",
                "secret: ${GOOD}|on-store-failure: maybe; value.unknown",
                "secret: ${GOOD}|secret-source: bean; secret.several-ways",
                "max-body: 1MB; secret.missing",
                "secret: ${SHORT}; secret.short",
                "secret: ${QUOTED}; secret.malformed",
                "secret: ${BROKEN}; secret.malformed"
            })
    @DisplayName("each misconfiguration is found, and no other")
    void wrong(String endpoint, String id) {
        // A path that is no path is seen twice: by itself, and beside the others
        assertThat(errors(endpoint)).contains(id).allMatch(found -> found.equals(id) || found.equals("path.ambiguous"));
    }

    @Test
    @DisplayName("all problems are found at once, each with its line, and none quotes a secret")
    void all() {
        List<Problem> problems = examine("""
            hookward:
              endpoints:
                github:
                  path: /hooks
                  secret: "literal secret in the file"
                gitea:
                  path: /hooks
                  secret: ${SHORT}
                  retenton: 3d
                stripe:
                  secret: ${NOT_SET}
            """);

        assertThat(problems)
                .extracting(Problem::id)
                .containsExactly("secret.in-file", "path.taken", "secret.short", "property.unknown", "secret.not-set");
        assertThat(problems).extracting(Problem::line).containsExactly(5, 7, 8, 9, 11);
        assertThat(problems.get(3).message()).contains("did you mean 'retention'?");
        assertThat(problems.toString()).doesNotContain("literal secret").doesNotContain("tiny-pass");
    }

    @Test
    @DisplayName("a receiver's own file has no root, and names with dots are read")
    void otherForms() {
        assertThat(examine("endpoints:\n  github.secret: ${GOOD}\n")).isEmpty();
        assertThat(examine("hookward.endpoints.github.secret: ${GOOD}\n---\nhookward.endpoints.github.retention: 1d\n"))
                .isEmpty();
        assertThat(examine("hookward: {}\n")).extracting(Problem::id).containsExactly("endpoints.none");
        assertThatThrownBy(() -> examine("a: ["))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("line");
        assertThatThrownBy(() -> examine("just text")).isInstanceOf(UsageException.class);
    }

    @Test
    @DisplayName("the names are those of the Spring Boot starter")
    void names() throws Exception {
        Path source = Path.of("../spring-integration/spring-boot/src/main/java/io/hookward/spring/properties");
        assertThat(KnownNames.ENDPOINT)
                .containsExactlyInAnyOrderElementsOf(components(source.resolve("EndpointProperties.java")));
        assertThat(KnownNames.SECRET)
                .containsExactlyInAnyOrderElementsOf(components(source.resolve("SecretProperties.java")));
        assertThat(KnownNames.FILTER)
                .containsExactlyInAnyOrderElementsOf(components(source.resolve("FilterProperties.java")));
        assertThat(KnownNames.TOP).containsAll(components(source.resolve("HookwardProperties.java")));
    }

    /** The components of a record, with hyphens. */
    private static List<String> components(Path file) throws Exception {
        String source = Files.readString(file);
        return Pattern.compile("@param (\\w+) ")
                .matcher(source)
                .results()
                .map((MatchResult match) ->
                        match.group(1).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .toList();
    }
}
