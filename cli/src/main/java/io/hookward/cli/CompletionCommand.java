package io.hookward.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands. */
@Command(
        name = "completion",
        description = "Prints a script for bash and zsh that completes commands, options and providers.",
        footer = {"", "  source <(hookward completion)"})
final class CompletionCommand extends TerminalCommand {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        print(AutoComplete.bash("hookward", root));
        return Main.FINE;
    }
}
