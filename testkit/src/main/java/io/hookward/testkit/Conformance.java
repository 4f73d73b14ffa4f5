package io.hookward.testkit;

import io.hookward.scheme.UnknownProviderException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs files of known answers through the public API: {@code java -jar hookward-conformance.jar FILE…}
 *
 * <p>Prints a line for each vector whose verdict is wrong, and {@code N passed, N failed} at the end. The verdict decides,
 * valid, handshake or neither; with {@code --reasons}, a different reason is printed too, but does not fail. See
 * {@code docs/conformance.md} for the format of the files.
 */
public final class Conformance {
    private final PrintStream out;
    private final boolean reasons;
    private int passed;
    private int failed;

    private Conformance(PrintStream out, boolean reasons) {
        this.out = out;
        this.reasons = reasons;
    }

    /** Runs the files that are named, and exits with 0 if all passed, 1 if one failed, and 2 if a file is unusable. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), new PrintStream(System.out, true, StandardCharsets.UTF_8), System.err));
    }

    /**
     * Runs the files that are named.
     *
     * @param arguments paths of files, and perhaps {@code --reasons}
     * @return the exit code: 0 if all passed, 1 if one failed, 2 if a file is unusable
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        List<String> files = new ArrayList<>(arguments);
        boolean reasons = files.remove("--reasons");
        if (files.isEmpty() || files.stream().anyMatch(file -> file.startsWith("--"))) {
            err.println("usage: hookward-conformance [--reasons] FILE…");
            return 2;
        }
        Conformance conformance = new Conformance(out, reasons);
        for (String file : files) {
            try {
                conformance.run(Path.of(file));
            } catch (IOException | JacksonException | IllegalArgumentException unusable) {
                err.println(file + ": " + unusable.getMessage());
                return 2;
            }
        }
        out.println(conformance.passed + " passed, " + conformance.failed + " failed");
        return conformance.failed == 0 ? 0 : 1;
    }

    private void run(Path file) throws IOException {
        JsonNode vectors = new JsonMapper().readTree(Files.readAllBytes(file));
        for (JsonNode vector : vectors.isArray() ? vectors : List.of(vectors)) {
            run(ConformanceVector.of(vector));
        }
    }

    private void run(ConformanceVector vector) {
        String verdict;
        try {
            verdict = vector.verdict();
        } catch (UnknownProviderException unknown) {
            report(vector, String.valueOf(unknown.getMessage()));
            return;
        }
        if (!vector.isRight(verdict)) {
            report(vector, "expected " + vector.expected() + ", got " + verdict);
            return;
        }
        passed++;
        if (reasons && !verdict.equals(vector.expected())) {
            out.println("reason " + vector.provider() + ": " + vector.name() + ": expected " + vector.expected()
                    + ", got " + verdict);
        }
    }

    private void report(ConformanceVector vector, String what) {
        failed++;
        out.println("FAILED " + vector.provider() + ": " + vector.name() + ": " + what);
    }
}
