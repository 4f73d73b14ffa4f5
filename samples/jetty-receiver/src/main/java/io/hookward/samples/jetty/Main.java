package io.hookward.samples.jetty;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line. Exit codes: 0 done, 1 failed, 2 not understood. */
public final class Main {
    private final PrintStream out;
    private final PrintStream err;
    private final SecretVariables variables;

    Main(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.variables = new SecretVariables(environment);
    }

    /**
     * Runs until SIGTERM, or until what was asked for is done.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int exit = new Main(out, System.err, System.getenv()).run(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    int run(String... arguments) throws Exception {
        try {
            Options options = Options.parse(arguments);
            if (options.help()) {
                out.print(Options.HELP);
                return 0;
            }
            if (options.demo()) {
                return demo();
            }
            List<Mount> mounts = Mounts.of(options.schemes(), variables);
            String paste = options.paste();
            if (paste != null) {
                return paste(paste, mounts, options.port());
            }
            serve(options, mounts);
            return 0;
        } catch (UsageException wrong) {
            err.println(wrong.getMessage());
            return 2;
        } catch (IOException failed) {
            err.println(failed.getMessage());
            return 1;
        }
    }

    private int demo() throws Exception {
        // The table tells what the log would.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.setProperty("org.slf4j.simpleLogger.log.io.hookward", "off");
        DemoTable table = Demo.play();
        table.print(out);
        return table.differences() == 0 ? 0 : 1;
    }

    private int paste(String provider, List<Mount> mounts, int port) throws UsageException {
        Optional<Mount> wanted = mounts.stream()
                .filter(mount -> mount.scheme().name().equals(provider))
                .findFirst();
        if (wanted.isEmpty()) {
            throw new UsageException("there is no endpoint for '" + provider + "'; GET / of the receiver lists them");
        }
        out.println(new Greeting(mounts, URI.create("http://127.0.0.1:" + port + "/")).lineOf(wanted.get()));
        return 0;
    }

    private void serve(Options options, List<Mount> mounts) throws Exception {
        variables
                .unused(mounts.stream().map(mount -> mount.scheme().name()).toList())
                .forEach(name -> err.println(name + " is set, but there is no such provider"));
        JettyReceiver receiver = JettyReceiver.start(options, mounts, out);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(receiver), "stop"));
        new Greeting(mounts, receiver.base()).print(out);
        receiver.join();
    }

    private void stop(JettyReceiver receiver) {
        out.println("Stopping: no new deliveries, and those being handled may end");
        try {
            receiver.close();
            out.println("Stopped");
        } catch (IOException failed) {
            err.println("Not everything could be closed: " + failed.getMessage());
        }
    }
}
