package io.hookward.cli.capture;

import io.hookward.request.WebhookRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A captured request.
 *
 * @param request the request; its URL is the target of the request line where no full one was captured
 * @param receivedAt when it was received, or null if the capture does not say
 * @param hasBody whether the capture has a body, be it an empty one; curl's -v has none
 * @param form what it was read as, for people
 */
public record Capture(WebhookRequest request, @Nullable Instant receivedAt, boolean hasBody, String form) {}
