package io.hookward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command printed.
 *
 * @param exit its exit code
 * @param out standard output
 * @param err standard error
 */
record Ran(int exit, String out, String err) {
    static final String SECRET = "the secret of the command line's tests";
    static final Map<String, String> ENVIRONMENT = Map.of("SECRET", SECRET, "OTHER", "the secret of another endpoint");

    static Ran of(String... arguments) {
        return with(Map.of(), "", arguments);
    }

    static Ran with(Map<String, String> more, String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = new LinkedHashMap<>(ENVIRONMENT);
        environment.putAll(more);
        int exit = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                environment,
                arguments);
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Ran exits(int expected) {
        assertThat(exit).as(out + err).isEqualTo(expected);
        assertThat(out + err).doesNotContain(SECRET).doesNotContain("\tat ").doesNotContain("\u001B[");
        return this;
    }

    JsonNode json() {
        return new JsonMapper().readTree(out);
    }
}
