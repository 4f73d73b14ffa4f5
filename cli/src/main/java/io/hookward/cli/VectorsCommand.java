package io.hookward.cli;

import io.hookward.testkit.Conformance;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs files of known answers. */
@Command(
        name = "vectors",
        description = "Runs files of known answers through the verifier; the last line is 'N passed, N failed'.")
final class VectorsCommand extends TerminalCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files in the conformance format.")
    List<Path> files;

    @Option(names = "--reasons", description = "Also prints where a right verdict has another reason.")
    boolean reasons;

    @Override
    public Integer call() {
        List<String> arguments =
                new ArrayList<>(files.stream().map(Path::toString).toList());
        if (reasons) {
            arguments.add("--reasons");
        }
        if (!json) {
            return Conformance.run(arguments, terminal.out(), terminal.err());
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int exit = Conformance.run(arguments, new PrintStream(text, true, StandardCharsets.UTF_8), terminal.err());
        if (exit != Main.USAGE) {
            List<String> lines = text.toString(StandardCharsets.UTF_8).lines().toList();
            String[] counts = lines.get(lines.size() - 1).split("[^0-9]+");
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("passed", Integer.valueOf(counts[0]));
            result.put("failed", Integer.valueOf(counts[1]));
            result.put("messages", lines.subList(0, lines.size() - 1));
            printJson(result);
        }
        return exit;
    }
}
