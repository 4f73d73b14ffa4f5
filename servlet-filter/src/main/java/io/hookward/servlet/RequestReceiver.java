package io.hookward.servlet;

import io.hookward.OpenedRequest;
import io.hookward.Opening;
import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.path.PathMatch;
import io.hookward.request.RejectionReason;
import io.hookward.request.RequestHead;
import io.hookward.servlet.BodyReading.Failure;
import io.hookward.servlet.BodyReading.Whole;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Gives a servlet request to the receiver: first its head, and its body only if the head is not rejected. */
final class RequestReceiver {

    private static final byte[] NOTHING = {};

    private final WebhookReceiver receiver;
    private final BodyLimiter bodies;

    RequestReceiver(WebhookReceiver receiver, BodyLimiter bodies) {
        this.receiver = receiver;
        this.bodies = bodies;
    }

    /**
     * What became of a request.
     *
     * @param body the body as it came, empty if it was not read to its end
     * @param rest whether there may be more of the body, which nobody has read
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Received(Reception reception, byte[] body, boolean rest) {}

    Received receive(PathMatch<WebhookEndpoint> match, HttpServletRequest request) {
        Opening opening = receiver.open(match, head(match, request));
        if (opening instanceof OpenedRequest opened) {
            return bodies.read(request, opened.endpoint().maxBodyBytes(), reading -> received(opened, reading));
        }
        return new Received((Reception.Rejected) opening, NOTHING, true);
    }

    private static RequestHead head(PathMatch<WebhookEndpoint> match, HttpServletRequest request) {
        return RequestHead.builder()
                .method(request.getMethod())
                .url(url(match.endpoint(), request))
                .peer(request.getRemoteAddr())
                .secure(request.isSecure())
                .contentLength(request.getContentLengthLong())
                .headers(new ServletHeaders(request))
                .pathVariables(match.variables())
                .build();
    }

    /** The URL the provider was given, or else the one this server sees; the query as it came. */
    private static String url(WebhookEndpoint endpoint, HttpServletRequest request) {
        @Nullable String query = request.getQueryString();
        String url =
                endpoint.publicUrl().orElseGet(() -> request.getRequestURL().toString());
        return query == null ? url : url + "?" + query;
    }

    private static Received received(OpenedRequest opened, BodyReading reading) {
        if (reading instanceof Whole whole) {
            return new Received(opened.receive(whole.bytes()), whole.bytes(), false);
        }
        return switch ((Failure) reading) {
            case TOO_LARGE ->
                rejected(
                        opened,
                        RejectionReason.BODY_TOO_LARGE,
                        "the body has more than " + opened.endpoint().maxBodyBytes() + " bytes",
                        true);
            case CUT_OFF -> rejected(opened, RejectionReason.BODY_INCOMPLETE, "the body ended early", false);
            case TOO_SLOW -> rejected(opened, RejectionReason.BODY_INCOMPLETE, "the body came too slowly", true);
            case CONSUMED ->
                rejected(
                        opened,
                        RejectionReason.BODY_ALREADY_READ,
                        "something before the filter read the body or asked for parameters; let the filter come first",
                        false);
            case BUSY ->
                rejected(opened, RejectionReason.OVERLOADED, "too many unverified bodies are being read", true);
        };
    }

    private static Received rejected(OpenedRequest opened, RejectionReason reason, String detail, boolean rest) {
        return new Received(opened.reject(reason, detail), NOTHING, rest);
    }
}
