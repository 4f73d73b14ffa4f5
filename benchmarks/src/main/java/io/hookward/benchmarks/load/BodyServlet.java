package io.hookward.benchmarks.load;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** Reads the body to its end and answers 200; the same behind the filter and without. */
final class BodyServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int BUFFER = 8192;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream body = request.getInputStream()) {
            while (body.read(buffer) >= 0) {
                // Read and dropped
            }
        }
        response.setContentLength(0);
    }
}
