package io.hookward.samples.jetty;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Tells how many deliveries were handled: all of them, or those of the provider that the path names. */
final class ProcessedServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Processed processed;

    ProcessedServlet(Processed processed) {
        this.processed = processed;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        OptionalLong count =
                path == null || path.equals("/") ? OptionalLong.of(processed.all()) : processed.of(path.substring(1));
        if (count.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        plain(response, count.isEmpty() ? "there is no such provider here" : Long.toString(count.getAsLong()));
    }

    static void plain(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
