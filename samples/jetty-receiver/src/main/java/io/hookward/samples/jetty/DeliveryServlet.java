package io.hookward.samples.jetty;

import io.hookward.DeliveryHandler;
import io.hookward.request.Delivery;
import io.hookward.servlet.WebhookFilter;
import io.hookward.testkit.check.ProbeFailure;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The application: prints a line for each delivery. Only verified deliveries that were not handled before come here. */
final class DeliveryServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final byte[] RECEIVED = "{\"received\":true}".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 80;

    private final transient DeliveryHandler handler;
    private final transient StatusServlet status;
    private final transient PrintStream out;

    DeliveryServlet(DeliveryHandler handler, StatusServlet status, PrintStream out) {
        this.handler = handler;
        this.status = status;
        this.out = out;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Delivery delivery = WebhookFilter.delivery(request);
        try {
            handler.handle(delivery);
        } catch (ProbeFailure askedFor) {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            return;
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new ServletException(failed);
        }
        status.handled(delivery.endpoint());
        out.println(line(delivery));
        response.setContentType("application/json");
        response.getOutputStream().write(RECEIVED);
    }

    private static String line(Delivery delivery) {
        return "received " + delivery.endpoint() + "  type="
                + text(delivery.eventType().orElse("-")) + "  id="
                + text(delivery.id().orElse("-")) + "  secret="
                + delivery.secretId().orElse("-") + "  bytes="
                + delivery.body().remaining();
    }

    /** The sender may put anything into ids and types: this keeps line breaks and escape sequences out of the output. */
    private static String text(String fromOutside) {
        StringBuilder clean = new StringBuilder();
        fromOutside.codePoints().limit(LONGEST).forEach(c -> clean.appendCodePoint(c > ' ' && c < 0x7f ? c : '_'));
        return clean.toString();
    }
}
