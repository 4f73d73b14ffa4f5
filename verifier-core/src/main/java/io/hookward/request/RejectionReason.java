package io.hookward.request;

import java.util.Locale;

/**
 * Why a request is no delivery: a closed list, fit for a metric tag. The reason is for the operator's log and metrics;
 * whoever sent the request learns only the HTTP status.
 */
public enum RejectionReason {
    /** Method not allowed for this provider; most send POST and nothing else. */
    METHOD_NOT_ALLOWED(405),
    /** The body is larger than the endpoint allows. */
    BODY_TOO_LARGE(413),
    /** The body is compressed, and the provider signs plain bytes. */
    BODY_COMPRESSED(415),
    /** The body ended early, came too slowly or could not be read. */
    BODY_INCOMPLETE(400),
    /** Something before the filter had already read the body: a mistake in the application's set-up. */
    BODY_ALREADY_READ(500),
    /** Too many unverified bodies are being read, or too many deliveries handled, at this moment. */
    OVERLOADED(503),
    /** More deliveries came in a second than are accepted. */
    RATE_LIMITED(429),
    /** The path is another spelling of an endpoint's path. */
    PATH_AMBIGUOUS(404),
    /** The request came over plain HTTP, and the endpoint wants HTTPS. */
    INSECURE_TRANSPORT(403),
    /** The sender's address is not on the endpoint's list. */
    ADDRESS_NOT_ALLOWED(403),
    /** There is no signature, or an empty one. */
    SIGNATURE_MISSING(401),
    /** The signature's header does not have the provider's syntax, or no signature in it can be decoded. */
    SIGNATURE_MALFORMED(401),
    /** The header carries signatures, but none of a version that the scheme knows. */
    SIGNATURE_VERSION_UNKNOWN(401),
    /** The request names an algorithm other than the scheme's. */
    ALGORITHM_UNSUPPORTED(401),
    /** No secret gives any of the signatures. */
    SIGNATURE_MISMATCH(401),
    /** The signature is right under a secret that is no longer valid, or not valid yet. */
    SECRET_EXPIRED(401),
    /** A header that is signed, or that the scheme requires, is missing. */
    HEADER_MISSING(401),
    /** A header has a value that the scheme does not allow, or comes twice. */
    HEADER_MALFORMED(401),
    /** The body lacks a value that is part of the signed content. */
    BODY_MALFORMED(401),
    /** The body is not the one whose hash was signed. */
    BODY_HASH_MISMATCH(401),
    /** The URL is not the one that was signed. */
    URL_MISMATCH(401),
    /** The scheme needs a timestamp, and there is none. */
    TIMESTAMP_MISSING(401),
    /** The timestamp is not written as the scheme says. */
    TIMESTAMP_MALFORMED(401),
    /** The timestamp lies too far in the past. */
    TIMESTAMP_TOO_OLD(401),
    /** The timestamp lies too far in the future. */
    TIMESTAMP_TOO_NEW(401),
    /** A signature that was already used came again under another id. */
    SIGNATURE_REPLAYED(401),
    /** The request names no tenant, or one that the endpoint does not serve. */
    TENANT_UNKNOWN(401),
    /** A provider's handshake must not be answered: its token or its challenge is wrong. */
    HANDSHAKE_REFUSED(403),
    /** The id was handled before with another body, and the endpoint is strict about that. */
    ID_CONFLICT(409),
    /** The endpoint has no usable secret now. */
    NO_USABLE_SECRET(503),
    /** The store of claims could not answer, and the endpoint does not go on without it. */
    STORE_UNAVAILABLE(503);

    private final int httpStatus;

    RejectionReason(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** The HTTP status this is answered with, unless the provider or the endpoint wants another one in place of 401. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The stable code for logs and metrics: {@code signature_mismatch}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
