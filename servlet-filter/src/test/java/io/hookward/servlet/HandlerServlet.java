package io.hookward.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet that is one function of a test. */
final class HandlerServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient TestServer.Handler handler;

    HandlerServlet(TestServer.Handler handler) {
        this.handler = handler;
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

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        handler.handle(request, response);
    }
}
