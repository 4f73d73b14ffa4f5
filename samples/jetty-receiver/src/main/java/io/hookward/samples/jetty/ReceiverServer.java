package io.hookward.samples.jetty;

import io.hookward.servlet.WebhookFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A Jetty that only this machine can reach. It is bound first, so that its address is known to the endpoints, and answers
 * once it is started; in between, requests wait.
 */
final class ReceiverServer implements AutoCloseable {
    private static final int MOST_THREADS = 200;
    private static final int MOST_CONNECTIONS = 4096;
    private static final int LARGEST_HEAD = 16 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Longer than a handler should take, and shorter than the 30 seconds that Kubernetes grants. */
    private static final Duration DRAIN = Duration.ofSeconds(25);

    private final Server server;
    private final ServerConnector connector;
    private final ServletContextHandler context = new ServletContextHandler();

    private ReceiverServer(int port) {
        server = new Server(new QueuedThreadPool(MOST_THREADS));
        connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        // Stopping lets the requests end that have begun, and answers 503 to new ones.
        server.setHandler(new GracefulHandler(context));
        server.setStopTimeout(DRAIN.toMillis());
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.setShowStacks(false);
        context.setErrorHandler(errors);
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEAD);
        return http;
    }

    /**
     * A server on this port of 127.0.0.1.
     *
     * @param port 0 for any free port
     * @throws IOException if it is taken
     */
    static ReceiverServer bind(int port) throws IOException {
        ReceiverServer bound = new ReceiverServer(port);
        bound.connector.open();
        return bound;
    }

    /** The address, such as {@code http://127.0.0.1:8080/}. */
    URI base() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
    }

    /** Puts the webhook filter in front of everything but the filters that are there. */
    ReceiverServer webhooks(WebhookFilter filter) {
        filter.register(context.getServletContext());
        return this;
    }

    /** Another filter, which comes after those that are there, and before servlets. */
    ReceiverServer filter(Filter filter, String paths) {
        FilterRegistration.Dynamic registration = context.getServletContext().addFilter("filter of " + paths, filter);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, paths);
        return this;
    }

    /** A servlet that may answer later. */
    ReceiverServer servlet(HttpServlet servlet, String... paths) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        for (String path : paths) {
            context.addServlet(holder, path);
        }
        return this;
    }

    /** Begins to answer. */
    void start() throws Exception {
        server.start();
    }

    /** Waits until the server is stopped. */
    void join() throws InterruptedException {
        server.join();
    }

    /** Takes no new requests, lets those end that have begun, and stops. */
    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
