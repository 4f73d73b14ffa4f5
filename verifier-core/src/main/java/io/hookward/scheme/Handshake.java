package io.hookward.scheme;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request by which a provider makes sure of an endpoint before, or while, it sends deliveries. It is answered at once
 * and never reaches the application.
 *
 * @param method the HTTP method it comes with
 * @param when what it holds
 * @param without where it holds nothing: what tells it from a delivery, such as a signature header that it lacks
 * @param matching regular expressions that values must match as a whole, or the request is refused: what a challenge
 *     may be where its answer signs it, and a delivery could look like a challenge
 * @param signed whether it is signed like a delivery; then it is answered only if the signature is right
 * @param token where a token stands that must be the one configured for the endpoint, or null
 * @param offersSecret where the provider hands over the secret it will sign with, or null; answered only where the
 *     endpoint asks for it
 * @param status the answer's HTTP status
 * @param contentType the answer's media type
 * @param body the answer's body
 * @param headers more headers of the answer
 */
public record Handshake(
        String method,
        List<Condition> when,
        List<Source> without,
        Map<Source, String> matching,
        boolean signed,
        @Nullable Source token,
        @Nullable Source offersSecret,
        int status,
        String contentType,
        Template body,
        Map<String, Template> headers) {

    /** Keeps its own copies of the maps. */
    public Handshake {
        when = List.copyOf(when);
        without = List.copyOf(without);
        matching = Map.copyOf(matching);
        matching.values().forEach(Pattern::compile);
        headers = Map.copyOf(headers);
    }
}
