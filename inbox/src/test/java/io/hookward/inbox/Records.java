package io.hookward.inbox;

import io.hookward.request.DeliveryRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deliveries as they stand in a row, for tests that need no request. */
final class Records {
    private Records() {}

    static DeliveryRecord of(String endpoint, @Nullable String tenant, String id) {
        return new DeliveryRecord(
                endpoint,
                "github",
                tenant,
                id,
                false,
                null,
                "push",
                null,
                Instant.parse("2026-03-01T12:00:00Z"),
                null,
                null,
                "POST",
                null,
                null,
                List.of("X-GitHub-Event", "push"),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }
}
