package io.hookward.request;

import io.hookward.scheme.Algorithm;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** Whose webhook it is, at an endpoint that serves several tenants. */
    Optional<String> tenant();

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

    /** The timestamp, if the provider sends one: when it sent this attempt. */
    Optional<Instant> sentAt();

    /** When it was verified. */
    Instant receivedAt();

    /** The id of the secret under which the signature was right; empty for an endpoint that accepts unsigned ones. */
    Optional<String> secretId();

    /**
     * The algorithm by which the signature was right, of those that the provider may use; empty for an endpoint that accepts
     * unsigned ones, and for one that was restored from a record which does not tell.
     */
    default Optional<Algorithm> algorithm() {
        return Optional.empty();
    }

    /** The HTTP method, such as {@code POST}. */
    String method();

    /** The public URL that it came to, as far as it is known. */
    Optional<String> url();

    /** The request's headers. */
    Headers headers();

    /** The body as received, read only; a new view at each call. */
    ByteBuffer body();

    /** The body as received: a copy. */
    byte[] bytes();

    /** The body as received, as a stream; a new one at each call. */
    InputStream stream();

    /**
     * The fields of a body that is a form, URL-encoded or multipart, each with its values in the order sent; files are not among
     * them. Read in the charset that the content type names, or else as UTF-8; an invalid escape is left as it is. Empty if the
     * body is no form.
     *
     * @throws MalformedFormException if a multipart form is malformed, a charset is not supported, or there are more than
     *     {@value Form#MAX_FIELDS} fields
     */
    Map<String, List<String>> form();

    /**
     * The parts of a body that is a multipart form, files among them, in the order sent. Empty if it is none.
     *
     * @throws MalformedFormException as {@link #form()}
     */
    List<FormPart> parts();

    /**
     * The payload: the field of a form in which the provider sends its JSON, as GitHub does with the content type {@code
     * application/x-www-form-urlencoded}, in UTF-8; else the body as received. A copy.
     *
     * @throws MalformedFormException as {@link #form()}, if the provider sends forms and this is one; also if the field comes
     *     more than once
     */
    byte[] payload();

    /** The field in which the {@linkplain #payload() payload} stands if the body is a form; empty if the provider has none. */
    Optional<String> payloadField();

    /**
     * The {@linkplain #payload() payload} as JSON. Parsed at the first call.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     * @throws MalformedFormException as {@link #payload()}
     */
    JsonNode json();

    /**
     * The {@linkplain #payload() payload} as an object of a class, by Jackson with its default settings.
     *
     * @throws tools.jackson.core.JacksonException if it cannot be bound
     * @throws MalformedFormException as {@link #payload()}
     */
    <T> T json(Class<T> type);

    /**
     * A key that is the same for two requests with the same signature, whatever their unsigned headers. Present where
     * the scheme signs its timestamp but not the id: an honest sender signs each attempt anew, so that a second request
     * with this key was captured.
     */
    Optional<String> replayKey();

    /**
     * A key that is the same for two deliveries with the same signed bytes, whatever their ids. Present where the scheme does
     * not sign its timestamp, so that nothing but the bytes tells a delivery that was captured from a new one. The body stands
     * for bytes that the signature does not cover.
     *
     * @return empty by default, and for a delivery that was restored
     */
    default Optional<String> contentKey() {
        return Optional.empty();
    }

    /** Whether this was restored from a record, and not received just now. */
    boolean isRestored();

    /** This delivery as plain data, from which it can be restored. */
    default DeliveryRecord record() {
        return DeliveryRecord.of(this);
    }
}
