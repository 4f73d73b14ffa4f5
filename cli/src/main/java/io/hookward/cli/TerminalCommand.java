package io.hookward.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A command, with the options that all have. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
abstract class TerminalCommand implements Callable<Integer> {
    /** Set by whatever makes the command. */
    @SuppressWarnings("NullAway.Init")
    Terminal terminal;

    @Option(names = "--json", description = "Prints JSON.", order = 100)
    boolean json;

    void print(String line) {
        terminal.out().println(line);
    }

    void printJson(Object value) {
        print(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(value));
    }

    /** One line, for streams of objects. */
    void printJsonLine(Object value) {
        print(new JsonMapper().writeValueAsString(value));
    }
}
