package io.hookward.spring;

import io.hookward.request.Delivery;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

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
     * The fields of a form-encoded body in UTF-8, each with its values in order. An invalid escape is left as it is. The {@code
     * @RequestBody} of a form differs from what was sent, because Spring rebuilds it from parameters.
     */
    Map<String, List<String>> form();
}
