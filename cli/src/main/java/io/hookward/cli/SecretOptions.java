package io.hookward.cli;

import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.testkit.SampleSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the secret comes from: never an argument, which every process of the machine can read. */
final class SecretOptions {
    @Option(
            names = "--secret-env",
            paramLabel = "VARIABLE",
            description = "The secret is in this environment variable.")
    @Nullable
    String variable;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "The secret is in this file.")
    @Nullable
    Path file;

    @Option(names = "--secret-stdin", description = "The secret comes from standard input.")
    boolean stdin;

    @Option(
            names = "--demo-secret",
            description = "The secret that everybody knows, as the samples have it: never for production.")
    boolean demo;

    /**
     * The secret as it is configured, with whatever is wrong about it; the line break at the end of a file is none of it.
     *
     * @throws UsageException if there is none
     */
    String text(Terminal terminal, SignatureScheme scheme) {
        long ways = Stream.of(variable != null, file != null, stdin, demo)
                .filter(way -> way)
                .count();
        if (ways != 1) {
            throw new UsageException("Say where the secret is, once: --secret-env VARIABLE, --secret-file FILE,"
                    + " --secret-stdin or --demo-secret");
        }
        if (demo) {
            return SampleSecret.of(scheme)
                    .orElseThrow(() -> new UsageException("There is no demo secret for " + scheme.title()));
        }
        if (variable != null) {
            return ofVariable(terminal, variable);
        }
        return withoutLineBreak(file != null ? read(file) : readInput(terminal));
    }

    /** The secret to sign with. */
    Secret get(Terminal terminal, SignatureScheme scheme) {
        return secret(text(terminal, scheme));
    }

    static Secret secret(String text) {
        try {
            return Secret.builder(text).allowShort().build();
        } catch (IllegalArgumentException unusable) {
            throw new UsageException("The secret cannot be used: " + unusable.getMessage());
        }
    }

    static String ofVariable(Terminal terminal, String variable) {
        String value = terminal.environment().get(variable);
        if (value == null || value.isEmpty()) {
            throw new UsageException(
                    "The environment variable " + variable + " is " + (value == null ? "not set" : "empty"));
        }
        return value;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UsageException("The file of the secret, " + file + ", cannot be read");
        }
    }

    private static String readInput(Terminal terminal) {
        try {
            return new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UsageException("Standard input cannot be read");
        }
    }

    private static String withoutLineBreak(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        String secret = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (secret.isEmpty()) {
            throw new UsageException("The secret is empty");
        }
        return secret;
    }
}
