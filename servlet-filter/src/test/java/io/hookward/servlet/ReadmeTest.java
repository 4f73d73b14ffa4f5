package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README shows can be pasted and compiles. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    /** What a reader of the README has around the code: the names that it uses and does not make. */
    private static final String SURROUNDINGS = """
            import static org.assertj.core.api.Assertions.assertThat;
            import io.hookward.*;
            import io.hookward.request.*;
            import io.hookward.scheme.*;
            import io.hookward.secret.*;
            import io.hookward.servlet.*;
            import io.hookward.testkit.*;
            import io.hookward.verify.*;
            import jakarta.servlet.*;
            import jakarta.servlet.http.*;
            import java.time.*;
            import java.util.*;
            import tools.jackson.databind.JsonNode;

            class Block%d {
                record Task(String uid) {}
                interface Tasks { void complete(Task task); }
                interface Exports { void changed(JsonNode export); }
                interface Customers { List<Secret> secretsOf(String tenant); }

                void block(Map<String, List<String>> headers, byte[] body, ServletContext servletContext,
                        HttpServletRequest request, String secret, Tasks tasks, Exports exports, Customers customers)
                        throws Exception {
                    %s
                }
            }
            """;

    @TempDir
    private Path folder;

    static List<String> blocks() throws IOException {
        String readme = Files.readString(README);
        // The Spring section is compiled where Spring is on the class path.
        String withoutSpring = readme.replaceAll("(?s)## Spring Boot\\n.*?\\n## ", "## ");
        Matcher matcher = BLOCK.matcher(withoutSpring);
        return matcher.results().map(result -> result.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    @DisplayName("every Java block of the README compiles")
    void compiles(String block) throws IOException {
        String needsVerifier = block.contains("verifier.verify") && !block.contains("WebhookVerifier verifier")
                ? "WebhookVerifier verifier = WebhookVerifier.of(Providers.get(\"github\"), Secret.of(secret));\n"
                : "";
        String source = SURROUNDINGS.replace("%d", "").replace("%s", needsVerifier + block);
        Path file = Files.writeString(folder.resolve("Block.java"), source);
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int failures = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        complaints,
                        "-encoding",
                        "UTF-8",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        assertThat(failures).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    @DisplayName("verifying takes three lines, and a servlet application at most six")
    void staysSmall() throws IOException {
        List<String> blocks = blocks();
        assertThat(blocks.get(0).lines()).hasSize(3);
        assertThat(Stream.concat(blocks.get(1).lines(), blocks.get(2).lines())).hasSizeLessThanOrEqualTo(6);
    }
}
