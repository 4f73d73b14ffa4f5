package io.hookward.samples.jetty;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the receiver says when it is ready. */
final class Greeting {
    /** The providers whose lines are printed; the others' are printed on request, or nobody would read any. */
    private static final List<String> SHOWN =
            List.of("github", "stripe", "slack", "shopify", "svix", "standard-webhooks", "avala", "avra", "avnology");

    private final List<Mount> mounts;
    private final URI base;

    Greeting(List<Mount> mounts, URI base) {
        this.mounts = mounts;
        this.base = base;
    }

    void print(PrintStream out) {
        out.println("Listening on " + base);
        out.println();
        out.println("  POST /webhooks/PROVIDER   deliveries; " + mounts.size() + " providers, which GET / lists");
        out.println("  GET  /processed           how many were handled; /processed/PROVIDER for one");
        out.println();
        out.println(secrets());
        out.println(
                "Each line, pasted into a shell, makes a new delivery, signs it with openssl and sends it with curl:");
        for (String name : SHOWN) {
            for (Mount mount : mounts) {
                if (mount.scheme().name().equals(name)) {
                    out.println();
                    out.println(lineOf(mount));
                }
            }
        }
        out.println();
        out.println("For another provider: --port " + base.getPort() + " --paste PROVIDER");
        out.flush();
    }

    private String secrets() {
        String own = mounts.stream()
                .filter(mount -> mount.demoSecret() == null)
                .map(mount -> mount.scheme().name())
                .collect(Collectors.joining(", "));
        String demo = "Demo secrets, which everybody knows, count until HOOKWARD_<PROVIDER>_SECRET is set.";
        return own.isEmpty() ? demo : demo + "\nSet for: " + own + ".";
    }

    /** The name, where the secret comes from, and the line to paste. */
    String lineOf(Mount mount) {
        String origin = mount.demoSecret() == null
                ? mount.secrets().size() + " from "
                        + SecretVariables.name(mount.scheme().name())
                : mount.demoSecret();
        Optional<String> line = PasteLine.of(mount, base);
        return "# " + mount.scheme().title() + ", secret: " + origin + "\n"
                + line.orElse("# no line: signing this takes more than openssl and a shell can do in one");
    }
}
