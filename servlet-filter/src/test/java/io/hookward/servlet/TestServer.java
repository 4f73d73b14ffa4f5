package io.hookward.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A real Jetty on a free port. */
final class TestServer implements Container.Running {

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
    TestServer lax() {
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(UriCompliance.UNSAFE);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        return this;
    }

    TestServer idleTimeout(long millis) {
        connector.setIdleTimeout(millis);
        return this;
    }

    /** Does what an application's own initialiser would. */
    TestServer initialise(Consumer<ServletContext> step) {
        step.accept(context.getServletContext());
        return this;
    }

    /** A filter behind those registered so far. */
    TestServer around(String mapping, Step step) {
        Filter filter = (request, response, chain) ->
                step.handle((HttpServletRequest) request, (HttpServletResponse) response, chain);
        return initialise(target -> {
            FilterRegistration.Dynamic registration =
                    target.addFilter(UUID.randomUUID().toString(), filter);
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, mapping);
        });
    }

    TestServer servlet(String mapping, Handler handler) {
        return initialise(target -> {
            ServletRegistration.Dynamic registration =
                    target.addServlet(UUID.randomUUID().toString(), new HandlerServlet(handler));
            registration.setAsyncSupported(true);
            registration.setMultipartConfig(new MultipartConfigElement("", -1, -1, 1 << 20));
            registration.addMapping(mapping);
        });
    }

    /** Where every error is dispatched to. */
    TestServer errorPage(String path) {
        ErrorPageErrorHandler handler = new ErrorPageErrorHandler();
        handler.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, path);
        context.setErrorHandler(handler);
        return this;
    }

    ServletContext servletContext() {
        return context.getServletContext();
    }

    TestServer start() throws Exception {
        server.start();
        return this;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
