package io.hookward.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the delivery log, newest first. Rows that come or go between two calls neither repeat nor hide another.
 *
 * @param deliveries the rows
 * @param nextCursor for the page of older ones, or null if there are none
 * @param previousCursor for the page of newer ones, or null at the beginning
 */
public record DeliveryPage(
        List<DeliverySummary> deliveries,
        @Nullable String nextCursor,
        @Nullable String previousCursor) {
    /** Keeps its own copy. */
    public DeliveryPage {
        deliveries = List.copyOf(deliveries);
    }

    /** Whether there are older ones. */
    public boolean hasMore() {
        return nextCursor != null;
    }
}
