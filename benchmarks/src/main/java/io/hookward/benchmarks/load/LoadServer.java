package io.hookward.benchmarks.load;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.servlet.WebhookFilter;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty on a free port of 127.0.0.1, with one servlet that reads bodies, behind the filter or bare. */
public final class LoadServer implements AutoCloseable {
    /** The path of the servlet, and of the endpoint. */
    static final String PATH = "/webhooks/github";

    private static final int THREADS = 200;
    private static final long MORE_THAN_A_RUN = 100_000_000;

    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final ServerConnector connector;

    private LoadServer(boolean filtered, String secret) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        if (filtered) {
            WebhookFilter.builder(receiver(secret)).build().register(context.getServletContext());
        }
        context.addServlet(new BodyServlet(), PATH);
        server.setHandler(context);
    }

    private static WebhookReceiver receiver(String secret) {
        return WebhookReceiver.builder()
                .endpoint(WebhookEndpoint.of(PATH, Providers.get("github"), Secret.of(secret)))
                .store(CaffeineDeliveryStore.builder().capacity(MORE_THAN_A_RUN).build())
                .build();
    }

    /**
     * Serves until the process is ended, and prints the port.
     *
     * @param args {@code filter} or {@code bare}
     */
    public static void main(String[] args) throws Exception {
        LoadServer server = start(isFiltered(args[0]), SignedDeliveries.SECRET);
        System.out.println(server.port());
        server.server.join();
    }

    private static boolean isFiltered(String mode) {
        return switch (mode) {
            case "filter" -> true;
            case "bare" -> false;
            default -> throw new IllegalArgumentException("filter or bare, not " + mode);
        };
    }

    static LoadServer start(boolean filtered, String secret) throws Exception {
        LoadServer server = new LoadServer(filtered, secret);
        server.server.start();
        return server;
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
