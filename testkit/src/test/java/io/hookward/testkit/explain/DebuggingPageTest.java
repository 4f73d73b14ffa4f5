package io.hookward.testkit.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The guide, beside the code that it tells about. */
class DebuggingPageTest {
    @Test
    @DisplayName("docs/debugging.md lists every cause with its id and its sentence, in order, and no other")
    void causes() throws Exception {
        String page = Files.readString(Path.of("../docs/debugging.md"));

        assertThat(page.lines().filter(line -> line.matches("\\| `[a-z]+\\.[a-z0-9-]+` \\| .*")))
                .containsExactlyElementsOf(Arrays.stream(Cause.values())
                        .map(cause -> "| `" + cause.id() + "` | " + cause.statement() + " |")
                        .toList());
    }
}
