package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What docs/spring-boot.md shows for WebFlux")
class GuideTest {
    private static final String IMPORTS = """
            import io.hookward.spring.security.*;
            import io.hookward.spring.test.*;
            import org.springframework.context.annotation.Bean;
            import org.springframework.security.config.web.server.ServerHttpSecurity;
            import org.springframework.security.web.server.SecurityWebFilterChain;
            import org.springframework.test.web.reactive.server.WebTestClient;
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("compiles, the chain and the client")
    void compiles() throws IOException {
        String guide = Files.readString(Path.of("..", "..", "..", "docs", "spring-boot.md"));
        List<String> blocks = Pattern.compile("(?s)```java\\n((?:(?!```).)*(?:ServerHttpSecurity|WebTestClient).*?)```")
                .matcher(guide)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();

        assertThat(blocks).hasSize(2);
        for (String block : blocks) {
            Path file = Files.writeString(folder.resolve("Block.java"), IMPORTS + "class Block {\n" + block + "}\n");
            ByteArrayOutputStream complaints = new ByteArrayOutputStream();
            String classPath = System.getProperty("java.class.path");
            int failures = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            complaints,
                            "-d",
                            folder.toString(),
                            "-proc:none",
                            "-cp",
                            classPath,
                            file.toString());
            assertThat(failures).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
        }
    }
}
