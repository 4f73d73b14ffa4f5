package io.hookward.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages about providers say what the catalogue says. */
class ProviderPagesTest {
    private static final Path PAGES = GeneratedDocs.DOCS.resolve("providers");
    private static final List<SignatureScheme> ALL =
            Providers.names().stream().map(Providers::get).toList();

    @TempDir
    private Path folder;

    @Test
    @Tag("generated")
    @DisplayName("the table of providers is current")
    void table() {
        GeneratedDocs.check(GeneratedDocs.DOCS.resolve("providers.md"), new ProviderTable(ALL).text());
    }

    @Test
    @Tag("generated")
    @DisplayName("the page of each provider is current")
    void pages() {
        ALL.forEach(scheme -> GeneratedDocs.check(page(scheme.name()), new ProviderPage(scheme).text()));
    }

    @Test
    @Tag("generated")
    @DisplayName("there is no page for a provider that the catalogue does not have")
    void noOtherPages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path file : files.toList()) {
                if (GeneratedDocs.isWriting()
                        && ALL.stream().noneMatch(scheme -> page(scheme.name()).equals(file))) {
                    Files.delete(file);
                }
            }
        }
        try (Stream<Path> files = Files.list(PAGES)) {
            assertThat(files)
                    .as(GeneratedDocs.stale(PAGES))
                    .containsExactlyInAnyOrderElementsOf(
                            ALL.stream().map(scheme -> page(scheme.name())).toList());
        }
    }

    @Test
    @DisplayName("the Java line of every page compiles")
    void compiles() throws IOException {
        String source = ALL.stream()
                .map(scheme -> "{ " + new ProviderPage(scheme).java() + " }\n")
                .collect(Collectors.joining(
                        "",
                        "import io.hookward.*; import io.hookward.scheme.*; import io.hookward.secret.*;\n"
                                + "class Lines { void lines() {\n",
                        "} }"));
        Path file = Files.writeString(folder.resolve("Lines.java"), source);
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

    private static Path page(String name) {
        return PAGES.resolve(name + ".md");
    }
}
