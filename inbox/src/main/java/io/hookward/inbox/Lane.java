package io.hookward.inbox;

import io.hookward.claim.ClaimKey;
import io.hookward.request.Delivery;

/**
 * What takes turns with others: the deliveries of one tenant at one endpoint.
 *
 * @param endpoint the name of the endpoint
 * @param tenant the tenant as it is shown, at most 100 chars; empty where there is none
 */
record Lane(String endpoint, String tenant) {
    private static final int TENANT = 100;

    static Lane of(Delivery delivery) {
        String tenant = delivery.tenant().orElse("");
        // A long one is replaced by its hash, so that no two become one
        String bounded = new ClaimKey(delivery.endpoint(), tenant, ClaimKey.Kind.DELIVERY, "-").tenant();
        return new Lane(delivery.endpoint(), ColumnText.of(bounded, TENANT));
    }

    /** Read back; an endpoint has no colon in its name. */
    static Lane parse(String text) {
        int colon = text.indexOf(':');
        return new Lane(text.substring(0, colon), text.substring(colon + 1));
    }

    /** As it stands in the table. */
    String text() {
        return endpoint + ":" + tenant;
    }
}
