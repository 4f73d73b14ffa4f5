package io.hookward.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the inbox with what was sent, as far as people may see it.
 *
 * @param summary the row
 * @param attempts its attempts, newest first, at most 100
 * @param payload what was sent, or null if its retention is over
 * @param problem why what was sent cannot be shown, or null
 */
public record DeliveryDetail(
        DeliverySummary summary,
        List<AttemptRecord> attempts,
        @Nullable ShownPayload payload,
        @Nullable String problem) {
    /** Keeps its own copy. */
    public DeliveryDetail {
        attempts = List.copyOf(attempts);
    }

    /**
     * What was sent, after the {@link Redaction}.
     *
     * @param provider the scheme that verified it
     * @param sentAt the timestamp, or null
     * @param secretId the id of the secret that matched, or null
     * @param method the HTTP method
     * @param url the public URL, or null
     * @param headers names and values in turn
     * @param body the body; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // shown, and never compared
    public record ShownPayload(
            String provider,
            @Nullable Instant sentAt,
            @Nullable String secretId,
            String method,
            @Nullable String url,
            List<String> headers,
            byte[] body) {
        /** Keeps its own copy of the headers. */
        public ShownPayload {
            headers = List.copyOf(headers);
        }

        /** The size; nothing that was sent. */
        @Override
        public String toString() {
            return "ShownPayload[" + body.length + " bytes]";
        }
    }
}
