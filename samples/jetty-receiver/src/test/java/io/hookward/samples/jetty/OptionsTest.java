package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.samples.jetty.Options.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    @DisplayName("without arguments it listens on 8080 and takes bodies of 1 MiB")
    void defaults() throws UsageException {
        Options options = Options.parse();

        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.maxBody()).isEqualTo(1048576);
        assertThat(options.schemes()).isEmpty();
        assertThat(options.testHandler()).isFalse();
        assertThat(options.processedFile()).isNull();
        assertThat(options.paste()).isNull();
        assertThat(options.demo()).isFalse();
        assertThat(options.help()).isFalse();
    }

    @Test
    @DisplayName("every option is understood, with a blank or an equals sign before its value")
    void all() throws UsageException {
        Options options = Options.parse(
                "--port=0",
                "--max-body",
                "10",
                "--store=jdbc:h2:mem:x",
                "--scheme",
                "a.json",
                "--scheme=b=c.json",
                "--test-handler",
                "--processed-file",
                "done.txt",
                "--paste",
                "github",
                "--demo",
                "--help");

        assertThat(options)
                .isEqualTo(new Options(
                        0,
                        10,
                        "jdbc:h2:mem:x",
                        null,
                        List.of(Path.of("a.json"), Path.of("b=c.json")),
                        true,
                        Path.of("done.txt"),
                        "github",
                        true,
                        true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--portt 1",
                "-p",
                "port",
                "--",
                "--port",
                "--port=",
                "--port --demo",
                "--port 65536",
                "--port -1",
                "--port x",
                "--max-body 0",
                "--max-body 2147483648",
                "--demo=yes",
                "--processed-file done.txt"
            })
    @DisplayName("what it does not understand, it refuses, and names it")
    void refused(String line) {
        String[] words = line.split(" ");

        assertThatThrownBy(() -> Options.parse(words))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(words[0].split("=")[0].replace("--demo", "yes"));
    }

    @Test
    @DisplayName("the help has every option")
    void help() {
        assertThat(Options.HELP)
                .contains(
                        "--port",
                        "--max-body",
                        "--scheme",
                        "--paste",
                        "--demo",
                        "--test-handler",
                        "--processed-file",
                        "--help");
    }
}
