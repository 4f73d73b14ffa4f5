package io.hookward.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A real Jetty on a free port. */
final class TestServer implements AutoCloseable {

    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    interface Step {
        void handle(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException;
    }

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler();

    TestServer() {
        server.addConnector(connector);
        server.setHandler(context);
    }

    TestServer contextPath(String path) {
        context.setContextPath(path);
        return this;
    }

    /** Lets spellings of paths through that Jetty refuses by itself. */
    TestServer lax(UriCompliance compliance) {
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(compliance);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        return this;
    }

    TestServer idleTimeout(long millis) {
        connector.setIdleTimeout(millis);
        return this;
    }

    /** A filter that reads the whole body and replays it, and nothing else. */
    static void replay(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ReplayedRequest known = ReplayedRequest.in(request);
        ReplayedRequest replayed = known != null
                ? known
                : new ReplayedRequest(request, request.getInputStream().readAllBytes());
        replayed.serviceEntered();
        chain.doFilter(known != null ? request : replayed, response);
        replayed.serviceReturned();
    }

    TestServer around(String mapping, Step step) {
        return filter(mapping, (Filter) (request, response, chain) ->
                step.handle((HttpServletRequest) request, (HttpServletResponse) response, chain));
    }

    /** A filter before those registered later on. */
    TestServer before(String mapping, Step step) {
        Filter filter = (request, response, chain) ->
                step.handle((HttpServletRequest) request, (HttpServletResponse) response, chain);
        FilterRegistration.Dynamic registration = context.getServletContext().addFilter("before", filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, mapping);
        return this;
    }

    TestServer filter(String mapping, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, mapping, EnumSet.allOf(DispatcherType.class));
        return this;
    }

    TestServer servlet(String mapping, Handler handler) {
        ServletHolder holder = new ServletHolder(new HandlerServlet(handler));
        holder.setAsyncSupported(true);
        holder.getRegistration().setMultipartConfig(new MultipartConfigElement("", -1, -1, 1 << 20));
        context.addServlet(holder, mapping);
        return this;
    }

    /** Where every error is dispatched to. */
    TestServer errorPage(String path) {
        ErrorPageErrorHandler handler = new ErrorPageErrorHandler();
        handler.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, path);
        context.setErrorHandler(handler);
        return this;
    }

    ServletContextHandler context() {
        return context;
    }

    TestServer start() throws Exception {
        server.start();
        return this;
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private static final class HandlerServlet extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final transient Handler handler;

        HandlerServlet(Handler handler) {
            this.handler = handler;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            handler.handle(request, response);
        }
    }
}
