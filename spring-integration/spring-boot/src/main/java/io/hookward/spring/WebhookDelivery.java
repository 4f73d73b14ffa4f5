package io.hookward.spring;

import io.hookward.request.Delivery;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * A verified delivery in a Spring application: a parameter of {@link WebhookListener} methods and of controllers.
 *
 * <p>An interface on purpose: were the filter missing, Spring would build an argument of a class from the request's
 * parameters, and anybody could make one up. Safe for use by several threads.
 */
public interface WebhookDelivery extends Delivery {
    /** A delivery whose payload is bound by the given reader. */
    static WebhookDelivery of(Delivery delivery, PayloadReader reader) {
        return new DefaultWebhookDelivery(delivery, reader);
    }

    /**
     * The body as an object of a class, bound by the application's own Jackson.
     *
     * @throws WebhookPayloadException if it cannot be bound
     */
    <T> T payload(Class<T> type);

    /**
     * The body as an object of a type, which may be generic, bound by the application's own Jackson.
     *
     * @throws WebhookPayloadException if it cannot be bound
     */
    Object payload(Type type);

    /**
     * The fields of a form-encoded body, each with its values in order; UTF-8. What {@code @RequestBody} gives for a form is
     * not what was sent: Spring rebuilds it from parameters.
     */
    Map<String, List<String>> form();
}
