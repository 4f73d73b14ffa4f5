package io.hookward.verify;

import java.util.Map;

/**
 * The answer to a handshake.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body
 * @param body the body
 * @param headers more headers
 */
public record HandshakeReply(int status, String contentType, String body, Map<String, String> headers) {
    /** Keeps its own copy of the headers. */
    public HandshakeReply {
        headers = Map.copyOf(headers);
    }
}
