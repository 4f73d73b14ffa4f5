package io.hookward;

import io.hookward.scheme.Acknowledgement;
import io.hookward.verify.HandshakeReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The HTTP answer to a request that does not go to the application: the same for every transport.
 *
 * <p>Problems are told as RFC 9457 has it, with a code that is the same for everything that proves nothing: who forges
 * learns neither what was wrong nor what would have been right.
 *
 * @param status the HTTP status
 * @param headers the answer's headers, by name
 * @param body the body, which may be empty
 */
public record Answer(int status, Map<String, String> headers, String body) {
    /** The header that marks the acknowledgement of a duplicate. */
    public static final String DUPLICATE_HEADER = "Webhook-Duplicate";

    private static final Duration USUAL_RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);

    /** Keeps its own copy of the headers. */
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** The body in UTF-8. */
    public byte[] bodyBytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The answer to a reception.
     *
     * @throws IllegalArgumentException if it is admitted: that is for the application to answer
     */
    public static Answer to(Reception reception) {
        WebhookEndpoint endpoint = reception.endpoint();
        if (reception instanceof Reception.Accepted) {
            return acknowledgement(endpoint);
        }
        if (reception instanceof Reception.Duplicate) {
            return acknowledgement(endpoint, Map.of(DUPLICATE_HEADER, "true"));
        }
        if (reception instanceof Reception.Handshake handshake) {
            HandshakeReply reply = handshake.reply();
            Map<String, String> headers = new LinkedHashMap<>(reply.headers());
            headers.put("Content-Type", reply.contentType());
            return new Answer(reply.status(), headers(headers), reply.body());
        }
        if (reception instanceof Reception.InFlight inFlight) {
            return problem(
                    503, "in_flight", "Being handled", Map.of("Retry-After", seconds(soon(inFlight.retryAfter()))));
        }
        if (reception instanceof Reception.Rejected rejected) {
            return to(rejected);
        }
        throw new IllegalArgumentException("an admitted delivery is answered by the application");
    }

    /** The answer to a delivery whose handler does not answer itself: what the provider wants to read. */
    public static Answer acknowledgement(WebhookEndpoint endpoint) {
        return acknowledgement(endpoint, Map.of());
    }

    /** The answer to a delivery that cannot be handled, or not be marked as done, at the moment: the provider repeats it. */
    public static Answer unavailable() {
        return unavailable(USUAL_RETRY_AFTER);
    }

    private static Answer unavailable(Duration retryAfter) {
        return problem(503, "unavailable", "Temporarily unavailable", Map.of("Retry-After", seconds(retryAfter)));
    }

    private static Answer acknowledgement(WebhookEndpoint endpoint, Map<String, String> more) {
        Acknowledgement wanted = endpoint.scheme().facts().acknowledgement();
        Map<String, String> headers = new LinkedHashMap<>(more);
        if (!wanted.body().isEmpty()) {
            headers.put("Content-Type", wanted.contentType());
        }
        return new Answer(wanted.status(), headers(headers), wanted.body());
    }

    private static Answer to(Reception.Rejected rejected) {
        WebhookEndpoint endpoint = rejected.endpoint();
        Duration wanted = rejected.retryAfter();
        Duration retryAfter = wanted == null ? USUAL_RETRY_AFTER : wanted;
        return switch (rejected.why().reason()) {
            case METHOD_NOT_ALLOWED ->
                problem(405, "method_not_allowed", "Method not allowed", Map.of("Allow", allowed(endpoint)));
            case BODY_TOO_LARGE -> problem(413, "body_too_large", "Body too large", Map.of("Connection", "close"));
            case BODY_COMPRESSED -> problem(415, "body_compressed", "Content coding not supported", Map.of());
            case BODY_INCOMPLETE -> problem(400, "body_incomplete", "Body incomplete", Map.of("Connection", "close"));
            case BODY_ALREADY_READ -> problem(500, "misconfigured", "Receiver misconfigured", Map.of());
            case PATH_AMBIGUOUS -> problem(404, "not_found", "Not found", Map.of());
            case INSECURE_TRANSPORT, ADDRESS_NOT_ALLOWED, HANDSHAKE_REFUSED ->
                problem(403, "forbidden", "Forbidden", Map.of());
            case ID_CONFLICT -> problem(409, "id_conflict", "Id used before with another body", Map.of());
            case OVERLOADED, NO_USABLE_SECRET, STORE_UNAVAILABLE -> unavailable(retryAfter);
            case RATE_LIMITED ->
                problem(429, "rate_limited", "Too many requests", Map.of("Retry-After", seconds(retryAfter)));
            default -> problem(endpoint.refusalStatus(), "unverified", "Not a verified delivery", challenge(endpoint));
        };
    }

    /** RFC 9110, section 15.5.2, wants one in each 401, and some clients fail without; it tells what everybody knows. */
    private static Map<String, String> challenge(WebhookEndpoint endpoint) {
        return endpoint.refusalStatus() == 401 ? Map.of("WWW-Authenticate", "Webhook-Signature") : Map.of();
    }

    private static String allowed(WebhookEndpoint endpoint) {
        Set<String> methods = new LinkedHashSet<>(endpoint.scheme().facts().methods());
        endpoint.scheme().facts().handshakes().forEach(handshake -> methods.add(handshake.method()));
        return String.join(", ", methods);
    }

    private static Answer problem(int status, String code, String title, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", "application/problem+json");
        String body = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"code\":\""
                + code + "\"}";
        return new Answer(status, headers(headers), body);
    }

    private static Map<String, String> headers(Map<String, String> own) {
        Map<String, String> headers = new LinkedHashMap<>(own);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    /** The claim may hold for minutes, but most handling ends in seconds, and then a retry is answered at once. */
    private static Duration soon(Duration remaining) {
        return remaining.compareTo(LONGEST_RETRY_AFTER) < 0 ? remaining : LONGEST_RETRY_AFTER;
    }

    /** Whole seconds, rounded up, so that nobody comes too early; at least one. */
    private static String seconds(Duration duration) {
        long millis = Math.max(1, duration.toMillis());
        return Long.toString((millis + 999) / 1000);
    }
}
