package io.hookward;

import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.verify.HandshakeReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a receiver decided about a request. {@link Answer} says how each is answered over HTTP. */
public sealed interface Reception {
    /** The endpoint that the request was for. */
    WebhookEndpoint endpoint();

    /**
     * A delivery to be handled now. Whoever gets this must complete, release or hand off the claim.
     *
     * @param endpoint the endpoint
     * @param delivery the verified delivery
     * @param claim the right to handle it
     */
    record Admitted(WebhookEndpoint endpoint, Delivery delivery, DeliveryClaim claim) implements Reception {}

    /**
     * A delivery that is kept durably and handled later, and to be acknowledged now.
     *
     * @param endpoint the endpoint
     * @param delivery the verified delivery
     */
    record Accepted(WebhookEndpoint endpoint, Delivery delivery) implements Reception {}

    /**
     * A delivery that was handled or accepted before, and to be acknowledged without handling it again.
     *
     * @param endpoint the endpoint
     * @param delivery the verified delivery
     */
    record Duplicate(WebhookEndpoint endpoint, Delivery delivery) implements Reception {}

    /**
     * A delivery whose first attempt is being handled at this moment. It may still fail, so this is not acknowledged.
     *
     * @param endpoint the endpoint
     * @param delivery the verified delivery
     * @param retryAfter when the claim ends at the latest
     */
    record InFlight(WebhookEndpoint endpoint, Delivery delivery, Duration retryAfter) implements Reception {}

    /**
     * A handshake by which the provider makes sure of the endpoint. It does not go to the application.
     *
     * @param endpoint the endpoint
     * @param reply what the provider wants to read
     */
    record Handshake(WebhookEndpoint endpoint, HandshakeReply reply) implements Reception {}

    /**
     * No delivery.
     *
     * @param endpoint the endpoint
     * @param why the reason, for logs and metrics and not for the sender
     * @param retryAfter when the sender may come again, positive, where the answer is 429 or 503; null for what is usual
     */
    record Rejected(
            WebhookEndpoint endpoint,
            Rejection why,
            @Nullable Duration retryAfter) implements Reception, Opening {
        /** A rejection after which the sender comes again as it likes. */
        public Rejected(WebhookEndpoint endpoint, Rejection why) {
            this(endpoint, why, null);
        }
    }
}
