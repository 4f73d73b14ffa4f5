package io.hookward.cli;

import io.hookward.cli.doctor.Doctor;
import io.hookward.cli.doctor.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Examines a configuration. */
@Command(
        name = "doctor",
        description = "Finds every misconfiguration in application.yaml or receiver.yaml without starting anything.")
final class DoctorCommand extends TerminalCommand {
    @Parameters(paramLabel = "FILE", description = "The configuration in YAML.")
    Path file;

    @Override
    public Integer call() {
        String yaml;
        try {
            yaml = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UsageException(file + " cannot be read");
        }
        List<Problem> problems = Doctor.examine(yaml, terminal.environment()::get);
        long errors = problems.stream().filter(Problem::isError).count();
        if (json) {
            printJson(
                    Map.of("problems", problems.stream().map(DoctorCommand::row).toList(), "errors", errors));
        } else {
            for (Problem problem : problems) {
                String level = problem.isError() ? terminal.red("error") : terminal.bold("warning");
                print(file + ":" + problem.line() + ": " + level + " [" + problem.id() + "] " + problem.property()
                        + ": " + problem.message());
                print("    " + problem.fix());
            }
            print(errors + (errors == 1 ? " error, " : " errors, ") + (problems.size() - errors) + " warnings");
        }
        return errors == 0 ? Main.FINE : Main.FAILED;
    }

    private static Map<String, Object> row(Problem problem) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", problem.id());
        row.put("level", problem.isError() ? "error" : "warning");
        row.put("line", problem.line());
        row.put("property", problem.property());
        row.put("message", problem.message());
        row.put("fix", problem.fix());
        return row;
    }
}
