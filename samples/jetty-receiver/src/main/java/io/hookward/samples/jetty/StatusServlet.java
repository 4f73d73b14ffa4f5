package io.hookward.samples.jetty;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Shows what is here, and how many deliveries were handled: {@code /}, {@code /processed}, {@code /processed/PROVIDER}. */
final class StatusServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final String home;
    private final transient Map<String, LongAdder> handled = new TreeMap<>();

    StatusServlet(List<ProviderEndpoint> endpoints) {
        StringBuilder page = new StringBuilder("Hookward's sample receiver\n\n");
        page.append("GET  /processed             how many deliveries were handled\n");
        page.append("GET  /processed/PROVIDER    the same for one provider\n");
        for (ProviderEndpoint endpoint : endpoints) {
            page.append("POST ").append(endpoint.path()).append('\n');
            handled.put(endpoint.name(), new LongAdder());
        }
        this.home = page.toString();
    }

    /** Counts a delivery. Safe for use by several threads. */
    void handled(String endpoint) {
        Objects.requireNonNull(handled.get(endpoint)).increment();
    }

    long handledCount() {
        return handled.values().stream().mapToLong(LongAdder::sum).sum();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        String provider = path.replaceFirst("/processed/?", "");
        if (path.equals("/")) {
            write(response, home);
        } else if (provider.isEmpty()) {
            write(response, String.valueOf(handledCount()));
        } else if (handled.containsKey(provider)) {
            write(response, String.valueOf(handled.get(provider)));
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            write(response, "there is no such provider here");
        }
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
