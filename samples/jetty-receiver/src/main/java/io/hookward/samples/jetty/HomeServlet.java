package io.hookward.samples.jetty;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Tells what is here. */
final class HomeServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final String text;

    HomeServlet(List<Mount> mounts) {
        StringBuilder page = new StringBuilder("Hookward's sample receiver\n\n");
        page.append("GET  /processed             how many deliveries were handled\n");
        page.append("GET  /processed/PROVIDER    the same for one provider\n");
        mounts.forEach(mount -> page.append("POST ").append(mount.path()).append('\n'));
        this.text = page.toString();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProcessedServlet.plain(response, text);
    }
}
