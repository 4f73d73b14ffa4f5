package io.hookward.scheme;

/**
 * What a provider wants to read in the answer to a delivery it can forget. Most are content with any 2xx.
 *
 * @param status the HTTP status, 200 to 299
 * @param contentType the media type of the body
 * @param body the body, such as {@code [accepted]}; may be empty
 */
public record Acknowledgement(int status, String contentType, String body) {
    /** An empty 200: enough for most. */
    public static final Acknowledgement DEFAULT = new Acknowledgement(200, "text/plain", "");
}
