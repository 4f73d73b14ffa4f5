package io.hookward.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Starts the command line. Exit codes: 0 fine, 1 failed, 2 wrong usage. */
public final class Main {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private Main() {}

    /** Runs one command, and exits with its code. */
    public static void main(String[] arguments) {
        // The commands print what is to be known; -D on the command line wins
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel",
                System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "off"));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, err, System.in, System.getenv(), isTerminal());
        System.exit(run(terminal, arguments));
    }

    /** Since Java 22 there is a console even if nobody looks at it; it can be asked since then. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /** Runs one command in an environment of one's own; returns the exit code. */
    static int run(
            PrintStream out, PrintStream err, InputStream in, Map<String, String> environment, String... arguments) {
        return run(new Terminal(out, err, in, environment, false), arguments);
    }

    private static int run(Terminal terminal, String... arguments) {
        CommandLine line = commandLine(terminal);
        try {
            return line.execute(arguments);
        } finally {
            terminal.out().flush();
        }
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new Root(), new CommandFactory(terminal));
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.isColoured() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler(Main::wrongUsage);
        line.setExecutionExceptionHandler((failure, command, result) -> failed(failure, terminal));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(wrong.getMessage());
        command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return USAGE;
    }

    private static int failed(Exception failure, Terminal terminal) throws Exception {
        if (failure instanceof UsageException) {
            terminal.err().println(failure.getMessage());
            return USAGE;
        }
        if (failure instanceof FailedException) {
            terminal.err().println(failure.getMessage());
            return FAILED;
        }
        throw failure;
    }

    /** The command without a sub-command. */
    @Command(
            name = "hookward",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND",
            description = "Signs, sends, receives and verifies webhooks, and proves why one was refused.",
            footer = {
                "",
                "Secrets come from an environment variable, a file or standard input, never from an argument.",
                "Exit codes: 0 fine, 1 failed, 2 wrong usage."
            },
            subcommands = {
                ProvidersCommand.class,
                SignCommand.class,
                SendCommand.class,
                TriggerCommand.class,
                ListenCommand.class,
                HistoryCommand.class,
                VerifyCommand.class,
                CheckCommand.class,
                VectorsCommand.class,
                NewSecretCommand.class,
                DoctorCommand.class,
                CompletionCommand.class
            })
    static final class Root implements Runnable {
        @CommandLine.Spec
        CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "There is no command.");
        }
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"hookward " + (version == null ? "(not from a jar)" : version)};
        }
    }

    /** Makes commands with the terminal that they print to. */
    private record CommandFactory(Terminal terminal) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (TerminalCommand.class.isAssignableFrom(type)) {
                K command = type.getDeclaredConstructor().newInstance();
                ((TerminalCommand) command).terminal = terminal;
                return command;
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
