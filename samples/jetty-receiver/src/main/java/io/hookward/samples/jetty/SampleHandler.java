package io.hookward.samples.jetty;

import io.hookward.DeliveryHandler;
import io.hookward.request.Delivery;
import java.io.PrintStream;

/** The application: counts each delivery and prints a line. Only verified deliveries that were not handled before come here. */
final class SampleHandler implements DeliveryHandler {
    private static final int LONGEST = 80;

    private final DeliveryHandler first;
    private final StatusServlet status;
    private final PrintStream out;

    /**
     * @param first what is done before, and may fail
     */
    SampleHandler(DeliveryHandler first, StatusServlet status, PrintStream out) {
        this.first = first;
        this.status = status;
        this.out = out;
    }

    @Override
    public void handle(Delivery delivery) throws Exception {
        first.handle(delivery);
        status.handled(delivery.endpoint());
        out.println(line(delivery));
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
