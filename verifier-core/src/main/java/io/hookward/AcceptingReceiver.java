package io.hookward;

import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has verified deliveries accepted, and makes receptions of what became of them. */
final class AcceptingReceiver {
    private final @Nullable DeliveryAcceptor forAll;
    private final Map<String, DeliveryAcceptor> byEndpoint;
    private final SafeListener listener;

    AcceptingReceiver(
            @Nullable DeliveryAcceptor forAll, Map<String, DeliveryAcceptor> byEndpoint, SafeListener listener) {
        this.forAll = forAll;
        this.byEndpoint = Map.copyOf(byEndpoint);
        this.listener = listener;
    }

    /** Null if deliveries of the endpoint are handled within the request. */
    @Nullable
    DeliveryAcceptor acceptor(WebhookEndpoint endpoint) {
        DeliveryAcceptor own = byEndpoint.get(endpoint.name());
        return own != null ? own : forAll;
    }

    Reception accept(DeliveryAcceptor acceptor, WebhookEndpoint endpoint, Delivery delivery) {
        Acceptance acceptance;
        try {
            acceptance = acceptor.accept(endpoint, delivery);
        } catch (RuntimeException failed) {
            listener.storeFailed(endpoint.name(), failed);
            return rejected(endpoint, RejectionReason.STORE_UNAVAILABLE, "the delivery cannot be stored");
        }
        if (acceptance instanceof Acceptance.Refused refused) {
            return new Reception.Rejected(endpoint, refused.why(), refused.retryAfter());
        }
        if (acceptance instanceof Acceptance.Duplicate duplicate) {
            return duplicate(endpoint, delivery, duplicate.sameContent());
        }
        if (delivery.id().isEmpty()) {
            listener.withoutId(delivery);
        }
        listener.accepted(delivery);
        return new Reception.Accepted(endpoint, delivery);
    }

    private Reception duplicate(WebhookEndpoint endpoint, Delivery delivery, boolean sameContent) {
        if (!sameContent) {
            listener.idConflict(delivery);
            if (endpoint.isStrictAboutConflicts()) {
                return rejected(endpoint, RejectionReason.ID_CONFLICT, "the id came before with another body");
            }
        }
        listener.duplicate(delivery);
        return new Reception.Duplicate(endpoint, delivery);
    }

    private static Reception rejected(WebhookEndpoint endpoint, RejectionReason reason, String detail) {
        return new Reception.Rejected(endpoint, new Rejection(reason, detail));
    }
}
