package io.hookward.samples.jetty;

import io.hookward.DeliveryHandler;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.servlet.WebhookFilter;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receiver: endpoints for all providers, a filter over them, and a handler behind it. */
final class JettyReceiver implements AutoCloseable {
    private final ReceiverServer server;
    private final ProcessedFile processedFile;

    private JettyReceiver(ReceiverServer server, ProcessedFile processedFile) {
        this.server = server;
        this.processedFile = processedFile;
    }

    /**
     * Starts to receive.
     *
     * @param out where the line for each delivery goes
     * @throws UsageException if a secret does not fit its scheme
     * @throws IOException if the port is taken, or the file of processed keys cannot be written
     */
    static JettyReceiver start(Options options, List<Mount> mounts, PrintStream out) throws Exception {
        ReceiverServer server = ReceiverServer.bind(options.port());
        try {
            List<WebhookEndpoint> endpoints = endpoints(mounts, server.base(), options.maxBody());
            WebhookReceiver receiver =
                    WebhookReceiver.builder().endpoints(endpoints).build();
            ProcessedFile file = processedFile(options.processedFile());
            DeliveryHandler handler = options.testHandler() ? new ProbeHandler(file) : delivery -> {};
            Processed processed =
                    new Processed(endpoints.stream().map(WebhookEndpoint::name).toList());
            server.webhooks(WebhookFilter.builder(receiver).build())
                    .servlet(
                            new DeliveryServlet(handler, processed, out),
                            endpoints.stream().map(WebhookEndpoint::path).toArray(String[]::new))
                    .servlet(new ProcessedServlet(processed), "/processed/*")
                    .servlet(new HomeServlet(mounts), "")
                    .start();
            return new JettyReceiver(server, file);
        } catch (Throwable failed) {
            server.close();
            throw failed;
        }
    }

    private static List<WebhookEndpoint> endpoints(List<Mount> mounts, URI base, int maxBody) throws UsageException {
        List<WebhookEndpoint> endpoints = new ArrayList<>();
        for (Mount mount : mounts) {
            endpoints.add(mount.endpoint(base, maxBody));
        }
        return endpoints;
    }

    private static ProcessedFile processedFile(@Nullable Path path) throws IOException {
        return path == null ? ProcessedFile.none() : ProcessedFile.at(path);
    }

    /** Where it listens. */
    URI base() {
        return server.base();
    }

    /** Waits until it is closed. */
    void join() throws InterruptedException {
        server.join();
    }

    /** Lets the deliveries end that are being handled, and stops. */
    @Override
    public void close() throws IOException {
        server.close();
        processedFile.close();
    }
}
