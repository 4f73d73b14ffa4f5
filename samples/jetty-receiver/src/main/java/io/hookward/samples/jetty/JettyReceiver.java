package io.hookward.samples.jetty;

import io.hookward.DeliveryHandler;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.samples.jetty.Options.UsageException;
import io.hookward.servlet.WebhookFilter;
import io.hookward.testkit.check.ProbeHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The receiver: endpoints for all providers, a filter over them, and the application behind it. */
final class JettyReceiver implements AutoCloseable {
    private final JettyServer server;
    private final WebhookReceiver receiver;
    private final Storage storage;
    private final ProbeHandler probes;
    private final StatusServlet status;

    private JettyReceiver(
            JettyServer server, WebhookReceiver receiver, Storage storage, ProbeHandler probes, StatusServlet status) {
        this.server = server;
        this.receiver = receiver;
        this.storage = storage;
        this.probes = probes;
        this.status = status;
    }

    /**
     * Starts to receive.
     *
     * @param out where the line for each delivery goes
     * @throws UsageException if a secret does not fit its scheme, or the URL of the store or the inbox has an unknown form
     * @throws IOException if the port is taken, the database cannot be used, or the file of processed keys cannot be written
     */
    static JettyReceiver start(Options options, List<ProviderEndpoint> providers, PrintStream out) throws Exception {
        JettyServer server = JettyServer.bind(options.port());
        Storage storage = null;
        try {
            List<WebhookEndpoint> endpoints = new ArrayList<>();
            for (ProviderEndpoint provider : providers) {
                endpoints.add(provider.endpoint(server.base(), options.maxBody()));
            }
            Path file = options.processedFile();
            ProbeHandler probes = file == null ? ProbeHandler.create() : ProbeHandler.appendingTo(file);
            StatusServlet status = new StatusServlet(providers);
            DeliveryHandler handler = new SampleHandler(options.testHandler() ? probes : delivery -> {}, status, out);

            WebhookReceiver.Builder builder = WebhookReceiver.builder().endpoints(endpoints);
            storage = Storage.open(options, handler, builder);
            WebhookReceiver receiver = builder.build();
            WebhookFilter.builder(receiver).build().register(server.servletContext());
            String[] paths = endpoints.stream().map(WebhookEndpoint::path).toArray(String[]::new);
            server.servlet(new DeliveryServlet(handler), paths)
                    .servlet(status, "", "/processed/*")
                    .start();
            return new JettyReceiver(server, receiver, storage, probes, status);
        } catch (Throwable failed) {
            server.close();
            if (storage != null) {
                storage.close();
            }
            throw failed;
        }
    }

    /** Where it listens. */
    URI base() {
        return server.base();
    }

    /** How many deliveries were handled. */
    long handledCount() {
        return status.handledCount();
    }

    /** Waits until it is closed. */
    void join() throws InterruptedException {
        server.join();
    }

    /** Lets the deliveries end that are being handled, gives back those that did not, and stops. */
    @Override
    public void close() throws IOException {
        server.close();
        receiver.releaseOpenClaims();
        storage.close();
        probes.close();
    }
}
