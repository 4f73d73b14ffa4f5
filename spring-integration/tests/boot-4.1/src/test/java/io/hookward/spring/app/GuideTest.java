package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

@DisplayName("What docs/spring-boot.md shows")
@ExtendWith(OutputCaptureExtension.class)
class GuideTest {
    private static final String IMPORTS = """
            import static io.hookward.spring.test.WebhookRequestPostProcessor.webhook;
            import static org.assertj.core.api.Assertions.assertThat;
            import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
            import io.hookward.secret.*;
            import io.hookward.spring.*;
            import io.hookward.testkit.TestDelivery;
            import io.hookward.spring.security.*;
            import io.hookward.request.Headers;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;
            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.SpringBootApplication;
            import org.springframework.context.annotation.Bean;
            import org.springframework.security.config.Customizer;
            import org.springframework.security.config.annotation.web.builders.HttpSecurity;
            import org.springframework.security.web.SecurityFilterChain;
            import org.springframework.test.web.servlet.assertj.MockMvcTester;
            import org.springframework.util.MultiValueMap;
            import org.springframework.web.bind.annotation.*;
            """;

    @TempDir
    private Path folder;

    private static List<String> blocks(String language) throws IOException {
        String guide = Files.readString(Path.of("..", "..", "..", "docs", "spring-boot.md"));
        return Pattern.compile("(?s)```" + language + "\\n(.*?)```")
                .matcher(guide)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private void compile(String name, String code) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), "package guide;\n" + IMPORTS + code);
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int failures = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        complaints,
                        "-d",
                        folder.toString(),
                        "-encoding",
                        "UTF-8",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        assertThat(failures).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    @DisplayName("compiles, every block of it that is not for WebFlux")
    void compiles() throws IOException {
        List<String> blocks = blocks("java");
        for (String block : blocks.subList(1, blocks.size())) {
            // The reactive application compiles these
            if (!block.contains("ServerHttpSecurity") && !block.contains("WebTestClient")) {
                compile("Block", "class Block {\n" + block + "}\n");
            }
        }
    }

    private static long meaningful(String code) {
        return code.lines()
                .filter(line -> line.chars().anyMatch(Character::isLetter))
                .count();
    }

    @Test
    @DisplayName(
            "is an application of five lines of Java and three of YAML, which runs, and which the README shows too")
    void smallest(CapturedOutput output) throws Exception {
        String application = blocks("java").get(0);
        String yaml = blocks("yaml").get(0);
        assertThat(meaningful(application)).isLessThanOrEqualTo(5);
        assertThat(meaningful(yaml)).isLessThanOrEqualTo(3);
        assertThat(Path.of("..", "..", "..", "README.md")).content().contains(application, yaml);
        compile("Receiver", application);
        Path settings = Files.writeString(folder.resolve("application.yaml"), yaml);

        try (URLClassLoader loader = new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
                ConfigurableApplicationContext context = new SpringApplicationBuilder(
                                loader.loadClass("guide.Receiver"))
                        .resourceLoader(new DefaultResourceLoader(loader))
                        .run(
                                "--server.port=0",
                                "--spring.config.location=" + settings,
                                "--GITHUB_WEBHOOK_SECRET=not-a-real-secret-of-github")) {
            Http http = new Http(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            WebhookRequest push = Http.signed(
                    Providers.get("github"), "not-a-real-secret-of-github", "1", "push", "{\"ref\":\"main-branch\"}");

            assertThat(http.deliver("/webhooks/github", push).statusCode()).isEqualTo(200);
            assertThat(output).contains("main-branch");
            assertThat(http.form("/webhooks/github", Map.of()).statusCode()).isEqualTo(401);
        }
    }
}
