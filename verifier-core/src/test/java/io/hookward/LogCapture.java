package io.hookward;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the tests' SLF4J provider writes, which is to standard error. */
public final class LogCapture {
    private LogCapture() {}

    /** A piece of a test. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    public static String during(Step step) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            step.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
