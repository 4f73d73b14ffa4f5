package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the command line prints, and its exit codes. */
class MainTest {
    private final Text out = new Text();
    private final Text err = new Text();

    @Test
    @DisplayName("--help explains and ends well")
    void help() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(out.lines()).anyMatch(line -> line.contains("--processed-file FILE"));
        assertThat(err.lines()).isEmpty();
    }

    @Test
    @DisplayName("an unknown option ends with 2 and one clear line")
    void unknown() throws Exception {
        assertThat(run("--portt", "1")).isEqualTo(2);
        assertThat(err.lines()).containsExactly("there is no option '--portt'; --help lists them");
        assertThat(out.lines()).isEmpty();
    }

    @Test
    @DisplayName("a secret that cannot be used ends with 2 before anything listens")
    void shortSecret() throws Exception {
        int exit = new Main(out.stream(), err.stream(), Map.of("HOOKWARD_GITHUB_SECRET", "short")).run("--port", "0");

        assertThat(exit).isEqualTo(2);
        assertThat(err.lines()).singleElement().asString().contains("HOOKWARD_GITHUB_SECRET");
    }

    @Test
    @DisplayName("a port that is taken ends with 1")
    void taken() throws Exception {
        try (JettyServer other = JettyServer.bind(0)) {
            String port = String.valueOf(other.base().getPort());

            assertThat(run("--port", port)).isEqualTo(1);
            assertThat(err.lines()).singleElement().asString().contains(port);
        }
    }

    @Test
    @DisplayName("--paste prints the line of one provider, for the port that is named")
    void paste() throws Exception {
        assertThat(run("--paste", "github", "--port", "9000")).isZero();
        assertThat(out.lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("curl -i \"http://127.0.0.1:9000/webhooks/github\""));
        assertThat(run("--paste", "nobody")).isEqualTo(2);
    }

    @Test
    @DisplayName("the greeting has the address, and a command for each of the nine providers it greets")
    void greeting() throws Exception {
        List<ProviderEndpoint> endpoints = ProviderEndpoint.all(List.of(), new SecretVariables(Map.of()));

        new Main(out.stream(), err.stream(), Map.of()).greet(endpoints, URI.create("http://127.0.0.1:8080/"));

        assertThat(out.lines())
                .filteredOn(line -> line.contains("| openssl dgst "))
                .hasSize(9);
        assertThat(out.lines()).noneMatch(line -> line.startsWith("# no line"));
        assertThat(out.lines().get(0)).isEqualTo("Listening on http://127.0.0.1:8080/");
    }

    private int run(String... arguments) throws Exception {
        return new Main(out.stream(), err.stream(), Map.of()).run(arguments);
    }
}
