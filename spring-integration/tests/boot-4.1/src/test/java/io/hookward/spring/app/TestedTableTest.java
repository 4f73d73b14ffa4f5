package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.util.ServerInfo;
import org.eclipse.jetty.util.Jetty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.security.core.SpringSecurityCoreVersion;

@DisplayName("The README's table of what is run")
class TestedTableTest {
    private static final int SECURITY = 2;
    private static final int SERVERS = 3;
    private static final Path TESTS = Path.of("..");

    private static Stream<String[]> rows() throws IOException {
        return Files.readString(TESTS.resolve("../../README.md"))
                .lines()
                .filter(line -> line.matches("\\| \\d+\\.\\d+\\.\\d+ \\|.*"))
                .map(line -> line.split(" ?\\| ?"));
    }

    private static String server() {
        return switch (System.getProperty("server", "jetty")) {
            case "jetty" -> "Jetty " + Jetty.VERSION;
            case "tomcat" -> "Tomcat " + ServerInfo.getServerNumber();
            default -> throw new IllegalStateException();
        };
    }

    @Test
    @DisplayName("has the versions of this run")
    void versions() throws IOException {
        String[] row = rows().filter(cells -> cells[1].equals(SpringBootVersion.getVersion()))
                .findFirst()
                .orElseThrow();

        assertThat(SpringSecurityCoreVersion.getVersion()).startsWith(row[SECURITY] + ".");
        assertThat(List.of(row[SERVERS].split(", "))).as(server()).anyMatch(named -> server().startsWith(named + "."));
    }

    @Test
    @DisplayName("has the lines of Spring Boot that are built, and no others")
    void lines() throws IOException {
        List<String> built = Stream.of("../..", "boot-4.0", "lines/3.5")
                .map(module -> version(TESTS.resolve(module).resolve("pom.xml")))
                .toList();

        assertThat(rows().map(cells -> cells[1])).containsExactlyElementsOf(built);
    }

    private static String version(Path pom) {
        try {
            String text = Files.readString(pom);
            String element = "<spring-boot.version>";
            int start = text.indexOf(element) + element.length();
            return text.substring(start, text.indexOf('<', start));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
