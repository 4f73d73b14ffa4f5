package io.hookward.inbox;

import java.util.Locale;

/** How far a delivery in the inbox is. */
public enum DeliveryStatus {
    /** It waits for its next attempt. */
    PENDING,
    /** A worker has it. */
    PROCESSING,
    /** It was handled. */
    DELIVERED,
    /** It was given up: a person retries, replays or forgets it. */
    FAILED;

    /** Whether nothing more happens by itself. */
    public boolean isFinal() {
        return this == DELIVERED || this == FAILED;
    }

    /** As it stands in the table: {@code pending}. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryStatus ofColumn(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
