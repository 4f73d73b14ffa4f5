package io.hookward.servlet;

import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.servlet.BodyReading.Failure;
import io.hookward.servlet.BodyReading.Whole;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a request to an endpoint, cheapest question first: how and from where it came, what its head tells,
 * and only then its body.
 *
 * <p>Safe for use by several threads.
 */
final class Gatekeeper {

    private static final byte[] NOTHING = {};

    private final WebhookReceiver receiver;
    private final BodyIntake intake;

    Gatekeeper(WebhookReceiver receiver, BodyIntake intake) {
        this.receiver = receiver;
        this.intake = intake;
    }

    /**
     * What became of a request.
     *
     * @param body the body as it came, empty if it was not read to its end
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Decision(Reception reception, byte[] body) {}

    Decision decide(WebhookEndpoint endpoint, HttpServletRequest request) {
        WebhookRequest.Builder head = WebhookRequest.builder()
                .method(request.getMethod())
                .url(url(endpoint, request))
                .peer(request.getRemoteAddr())
                .secure(request.isSecure())
                .headers(ServletHeaders.of(request));
        Optional<Reception.Rejected> screened = receiver.screen(endpoint, head.build());
        if (screened.isPresent()) {
            return new Decision(screened.get(), NOTHING);
        }
        return intake.take(request, endpoint.maxBodyBytes(), reading -> {
            if (reading instanceof Whole whole) {
                byte[] body = whole.bytes();
                return new Decision(receiver.receive(endpoint, head.body(body).build()), body);
            }
            return rejected(endpoint, (Failure) reading);
        });
    }

    /** The URL the provider was given, or else the one this server sees; the query as it came. */
    private static String url(WebhookEndpoint endpoint, HttpServletRequest request) {
        @Nullable String query = request.getQueryString();
        String url =
                endpoint.publicUrl().orElseGet(() -> request.getRequestURL().toString());
        return query == null ? url : url + "?" + query;
    }

    private Decision rejected(WebhookEndpoint endpoint, Failure failure) {
        return switch (failure) {
            case TOO_LARGE ->
                rejected(
                        endpoint,
                        RejectionReason.BODY_TOO_LARGE,
                        "the body has more than " + endpoint.maxBodyBytes() + " bytes");
            case CUT_OFF -> rejected(endpoint, RejectionReason.BODY_INCOMPLETE, "the body ended early");
            case TOO_SLOW -> rejected(endpoint, RejectionReason.BODY_INCOMPLETE, "the body came too slowly");
            case CONSUMED ->
                rejected(
                        endpoint,
                        RejectionReason.BODY_ALREADY_READ,
                        "something before the filter read the body or asked for parameters; let the filter come first");
            case BUSY -> rejected(endpoint, RejectionReason.OVERLOADED, "too many unverified bodies are being read");
        };
    }

    private Decision rejected(WebhookEndpoint endpoint, RejectionReason reason, String detail) {
        return new Decision(receiver.reject(endpoint, new Rejection(reason, detail)), NOTHING);
    }
}
