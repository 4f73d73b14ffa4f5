package io.hookward.samples.jetty;

import io.hookward.DeliveryHandler;
import io.hookward.servlet.WebhookFilter;
import io.hookward.testkit.check.ProbeFailure;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Handles a delivery within its request. With an inbox none comes here: the filter has answered, and the inbox handles it. */
final class DeliveryServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final byte[] RECEIVED = "{\"received\":true}".getBytes(StandardCharsets.US_ASCII);

    private final transient DeliveryHandler handler;

    DeliveryServlet(DeliveryHandler handler) {
        this.handler = handler;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            handler.handle(WebhookFilter.delivery(request));
        } catch (ProbeFailure askedFor) {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            return;
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new ServletException(failed);
        }
        response.setContentType("application/json");
        response.getOutputStream().write(RECEIVED);
    }
}
