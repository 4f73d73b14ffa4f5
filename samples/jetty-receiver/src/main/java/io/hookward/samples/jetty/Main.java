package io.hookward.samples.jetty;

import io.hookward.samples.jetty.Options.UsageException;
import io.hookward.testkit.check.CheckReport;
import io.hookward.testkit.check.ReceiverCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage. */
public final class Main {
    /** The providers whose commands are printed at the start. */
    private static final List<String> GREETED =
            List.of("github", "stripe", "slack", "shopify", "svix", "standard-webhooks", "avala", "avra", "avnology");

    private static final int DEMO_MAX_BODY = 10_000;

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
            List<ProviderEndpoint> endpoints = ProviderEndpoint.all(options.schemes(), variables);
            if (options.paste() != null) {
                printCommand(options.paste(), endpoints, options.port());
            } else {
                receive(options, endpoints);
            }
            return 0;
        } catch (UsageException wrong) {
            err.println(wrong.getMessage());
            return 2;
        } catch (IOException failed) {
            err.println(failed.getMessage());
            return 1;
        }
    }

    private void receive(Options options, List<ProviderEndpoint> endpoints) throws Exception {
        variables
                .unused(endpoints.stream().map(ProviderEndpoint::name).toList())
                .forEach(name -> err.println(name + " is set, but there is no such provider"));
        JettyReceiver receiver = JettyReceiver.start(options, endpoints, out);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(receiver), "stop"));
        greet(endpoints, receiver.base());
        receiver.join();
    }

    private void stop(JettyReceiver receiver) {
        out.println("Stopping: new deliveries are refused, those being handled may end");
        try {
            receiver.close();
            out.println("Stopped");
        } catch (IOException failed) {
            err.println("Not everything could be closed: " + failed.getMessage());
        }
    }

    void greet(List<ProviderEndpoint> endpoints, URI base) {
        out.println("Listening on " + base);
        out.println();
        out.println("  POST /webhooks/PROVIDER   deliveries; GET / lists the " + endpoints.size() + " providers");
        out.println("  GET  /processed           how many were handled; /processed/PROVIDER for one provider");
        out.println();
        out.println("Demo secrets, which everybody knows, are valid until HOOKWARD_<PROVIDER>_SECRET is set.");
        String own = endpoints.stream()
                .filter(endpoint -> endpoint.demoSecret() == null)
                .map(ProviderEndpoint::name)
                .collect(Collectors.joining(", "));
        if (!own.isEmpty()) {
            out.println("Set for: " + own + ".");
        }
        out.println(
                "Each line, pasted into a shell, makes a new delivery, signs it with openssl and sends it with curl:");
        for (String greeted : GREETED) {
            endpoints.stream()
                    .filter(endpoint -> endpoint.name().equals(greeted))
                    .forEach(endpoint -> out.println("\n" + endpoint.command(base)));
        }
        out.println();
        out.println("For another provider: --port " + base.getPort() + " --paste PROVIDER");
    }

    private void printCommand(String provider, List<ProviderEndpoint> endpoints, int port) throws UsageException {
        out.println(named(provider, endpoints).command(URI.create("http://127.0.0.1:" + port + "/")));
    }

    private static ProviderEndpoint named(String provider, List<ProviderEndpoint> endpoints) throws UsageException {
        return endpoints.stream()
                .filter(endpoint -> endpoint.name().equals(provider))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "there is no endpoint for '" + provider + "'; GET / of the receiver lists them"));
    }

    /** Starts a receiver, lets the test kit send it what senders and forgers send, and prints what was answered. */
    private int demo() throws Exception {
        // The table says what the log would.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.setProperty("org.slf4j.simpleLogger.log.io.hookward", "off");
        List<ProviderEndpoint> endpoints = ProviderEndpoint.all(List.of(), new SecretVariables(Map.of()));
        Options options = Options.parse("--port=0", "--max-body=" + DEMO_MAX_BODY, "--test-handler");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try (JettyReceiver receiver = JettyReceiver.start(options, endpoints, nowhere)) {
            ReceiverCheck one =
                    named("avra-timestamped", endpoints).check(receiver.base()).orElseThrow();
            one.exact()
                    .handledCount(receiver::handledCount)
                    .maxBodyBytes(DEMO_MAX_BODY)
                    .withProbes();
            Map<String, ReceiverCheck> each = new LinkedHashMap<>();
            for (ProviderEndpoint endpoint : endpoints) {
                endpoint.check(receiver.base()).ifPresent(check -> each.put(endpoint.name(), check.exact()));
            }
            CheckReport report = one.run().and(ReceiverCheck.runBriefly(each));
            out.print(report.text());
            return report.isPassed() ? 0 : 1;
        }
    }
}
