package io.hookward.samples.jetty;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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
 * A Jetty that only this machine can reach. It is bound first, so that its address is known when the endpoints are made,
 * and answers once it is started; until then, requests wait.
 */
final class JettyServer implements AutoCloseable {
    private static final int MOST_THREADS = 200;
    private static final int MOST_CONNECTIONS = 4096;
    private static final int LARGEST_HEAD = 16 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Longer than a handler should take, and shorter than the 30 seconds that Kubernetes grants. */
    private static final Duration DRAIN = Duration.ofSeconds(25);

    private final Server server;
    private final ServerConnector connector;
    private final ServletContextHandler context = new ServletContextHandler();

    private JettyServer(int port) {
        server = new Server(new QueuedThreadPool(MOST_THREADS));
        connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        // While it stops, requests that have begun may end, and new ones are answered 503.
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
     * @throws IOException if the port is taken
     */
    static JettyServer bind(int port) throws IOException {
        JettyServer bound = new JettyServer(port);
        bound.connector.open();
        return bound;
    }

    /** The address, such as {@code http://127.0.0.1:8080/}. */
    URI base() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
    }

    /** Where filters are registered before the start. */
    ServletContext servletContext() {
        return context.getServletContext();
    }

    /** Adds a servlet, which may answer asynchronously. */
    JettyServer servlet(HttpServlet servlet, String... paths) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        for (String path : paths) {
            context.addServlet(holder, path);
        }
        return this;
    }

    /** Starts to answer. */
    void start() throws Exception {
        server.start();
    }

    /** Waits until the server is stopped. */
    void join() throws InterruptedException {
        server.join();
    }

    /** Stops once the requests that have begun are answered. */
    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
