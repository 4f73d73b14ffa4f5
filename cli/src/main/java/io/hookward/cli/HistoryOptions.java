package io.hookward.cli;

import io.hookward.cli.listen.History;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where received requests are kept. */
final class HistoryOptions {
    @Option(
            names = "--history",
            paramLabel = "FOLDER",
            description = "Where received requests are kept; ~/.hookward/history unless set.")
    @Nullable
    Path folder;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many are kept; ${DEFAULT-VALUE} unless set.")
    int keep;

    History open() {
        if (keep < 1 || keep > 100_000) {
            throw new UsageException("--keep must be 1 to 100000");
        }
        return new History(
                folder != null ? folder : Path.of(System.getProperty("user.home"), ".hookward", "history"), keep);
    }
}
