package io.hookward.spring.test;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.TestDelivery;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for every client that sends deliveries in tests: how the delivery differs from an ordinary one, and its
 * signature over what the test sends.
 *
 * @param <T> the kind of value for one client
 */
abstract class SignsWebhooks<T> {
    private final Sent sent;

    SignsWebhooks(Sent sent) {
        this.sent = sent;
    }

    /**
     * What is sent.
     *
     * @param endpoint to whom
     * @param details what it says
     * @param variant how it goes out
     */
    record Sent(String endpoint, UnaryOperator<TestDelivery> details, Function<TestDelivery, WebhookRequest> variant) {
        static Sent to(String endpoint) {
            return new Sent(endpoint, delivery -> delivery, TestDelivery::valid);
        }

        private Sent with(UnaryOperator<TestDelivery> detail) {
            return new Sent(endpoint, delivery -> detail.apply(details.apply(delivery)), variant);
        }
    }

    abstract T sending(Sent sent);

    /** With this id, where the provider sends one; without this, each request has a new one. */
    public final T id(String id) {
        return sending(sent.with(delivery -> delivery.id(id)));
    }

    /** With this event type, where the provider sends one. */
    public final T event(String type) {
        return sending(sent.with(delivery -> delivery.eventType(type)));
    }

    /** Not valid: {@code .as(TestDelivery::forged)}, {@code .as(TestDelivery::stale)}. */
    public final T as(Function<TestDelivery, WebhookRequest> variant) {
        return sending(new Sent(sent.endpoint(), sent.details(), variant));
    }

    /**
     * A signed request with what the test sends.
     *
     * @param content the body; if it is empty, the provider's own takes its place
     * @param contentType what the test says of it; null if it says nothing, and the provider's counts
     */
    final WebhookRequest signed(WebhookSigning signing, byte[] content, @Nullable String contentType) {
        TestDelivery delivery = signing.delivery(sent.endpoint());
        if (content.length > 0) {
            delivery.body(content);
        }
        if (contentType != null) {
            delivery.header("Content-Type", contentType);
        }
        return sent.variant().apply(sent.details().apply(delivery));
    }
}
