package io.hookward.spring;

import io.hookward.request.Delivery;
import io.hookward.request.MalformedFormException;
import java.lang.reflect.Type;

/**
 * A verified delivery in a Spring application: a parameter of {@link WebhookListener} methods and of controllers.
 *
 * <p>An interface on purpose: if the filter were missing, Spring would build the argument for a class from the request's
 * parameters, and anybody could forge it. Safe for use by several threads.
 */
public interface WebhookDelivery extends Delivery {
    /** A delivery whose payload is bound by the given reader. */
    static WebhookDelivery of(Delivery delivery, PayloadReader reader) {
        return new DefaultWebhookDelivery(delivery, reader);
    }

    /**
     * The {@linkplain #payload() payload} as an object of a class, bound by the application's own Jackson.
     *
     * @throws WebhookPayloadException if it cannot be bound
     * @throws MalformedFormException as {@link #payload()}
     */
    <T> T payload(Class<T> type);

    /**
     * The {@linkplain #payload() payload} as an object of a type, which may be generic, bound by the application's own
     * Jackson.
     *
     * @throws WebhookPayloadException if it cannot be bound
     * @throws MalformedFormException as {@link #payload()}
     */
    Object payload(Type type);
}
