package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.RejectionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/rejections.md")
class RejectionsPageTest {
    @Test
    @DisplayName("tells of every reason, once and with its status")
    void everyReason() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "rejections.md"));

        assertThat(Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([0-9]+) \\|")
                        .matcher(page)
                        .results())
                .extracting(row -> row.group(1) + " " + row.group(2))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RejectionReason.values())
                        .map(reason -> reason.code() + " " + reason.httpStatus())
                        .toList());
    }
}
