package io.hookward.request;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A verified delivery: it came from a holder of the secret and is as it was sent. Whether it was handled before is the
 * receiver's question.
 *
 * <p>An interface on purpose: a framework that builds arguments from a request's parameters cannot make one up.
 * Deliveries are read only and safe for use by several threads. {@code toString} tells neither headers nor body.
 */
public interface Delivery {
    /** The name of the endpoint that received it. */
    String endpoint();

    /** The name of the scheme that verified it. */
    String provider();

    /**
     * The id that stays the same when the provider repeats the delivery, or empty if it has none. As sent: any
     * characters, any length.
     */
    Optional<String> id();

    /**
     * Whether the signature covers the id. If not, whoever captured the delivery can send it again under another id.
     */
    boolean isIdSigned();

    /** The id of the event, where the provider has one apart from the delivery's. */
    Optional<String> eventId();

    /** The event type, if the provider tells it. */
    Optional<String> eventType();

    /** When the provider sent it, if it says so. */
    Optional<Instant> sentAt();

    /** The id of the secret under which the signature was right; empty for an endpoint that accepts unsigned ones. */
    Optional<String> secretId();

    /** The request's headers. */
    Headers headers();

    /** The body as received, read only; a new view at each call. */
    ByteBuffer body();

    /** The body as received: a copy. */
    byte[] bytes();

    /** The body as received, as a stream; a new one at each call. */
    InputStream stream();

    /**
     * The body as JSON. Parsed at the first call.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    JsonNode json();

    /**
     * The body as an object of a class, by Jackson with its default settings.
     *
     * @throws tools.jackson.core.JacksonException if it cannot be bound
     */
    <T> T json(Class<T> type);

    /**
     * A key that is the same for two requests with the same signature, whatever their unsigned headers. Present where
     * the scheme signs the time of sending: there an honest sender signs each attempt anew, so that a second request
     * with this key was captured.
     */
    Optional<String> replayKey();
}
