package io.hookward.spring;

import io.hookward.Answer;
import io.hookward.EventPattern;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The {@link WebhookListener} methods of an application. They are found, checked and logged once all singletons exist, and
 * called for each delivery. Safe for use by several threads.
 */
public final class WebhookListeners implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookListeners.class);

    private static final Answer FAILURE = new Answer(
            500,
            Map.of("Content-Type", "application/problem+json", "Cache-Control", "no-store"),
            "{\"type\":\"about:blank\",\"title\":\"Not handled\",\"status\":500,\"code\":\"not_handled\"}");

    private final ConfigurableListableBeanFactory beans;
    private final WebhookReceiver receiver;
    private volatile List<ListenerMethod> methods = List.of();

    /**
     * The listeners among the beans of a factory.
     *
     * @param receiver has the endpoints, and is notified of deliveries that match no listener
     */
    public WebhookListeners(ConfigurableListableBeanFactory beans, WebhookReceiver receiver) {
        this.beans = beans;
        this.receiver = receiver;
    }

    /** Whether an endpoint has a listener, for whatever event type. */
    public boolean listenTo(String endpoint) {
        return methods.stream().anyMatch(method -> method.listensTo(endpoint));
    }

    /**
     * The calls to make for a delivery, in order. A call that returns a {@code CompletionStage} or a reactive type is done when
     * that completes. For a plain {@code Future} the call itself waits, for at most the endpoint's lease. If no listener
     * matches, the receiver is notified, and the delivery is handled.
     */
    public List<Callable<@Nullable Object>> route(WebhookDelivery delivery) {
        return route(delivery, new ResultAwaiter(endpoint(delivery).lease()));
    }

    private List<Callable<@Nullable Object>> route(WebhookDelivery delivery, ResultAwaiter waiting) {
        List<Callable<@Nullable Object>> calls = new ArrayList<>();
        for (ListenerMethod method : methods) {
            if (method.fits(delivery)) {
                calls.add(() -> waiting.awaitFuture(method.call(delivery)));
            }
        }
        if (calls.isEmpty()) {
            receiver.unrouted(delivery);
        }
        return calls;
    }

    /**
     * Calls all listeners of a delivery one after the other, and awaits their results. A result that is not complete within the
     * endpoint's lease has failed.
     *
     * @return the answer that the provider expects
     * @throws Exception what the first listener that failed has thrown
     */
    public Answer handle(WebhookDelivery delivery) throws Exception {
        ResultAwaiter waiting = new ResultAwaiter(endpoint(delivery).lease());
        for (Callable<@Nullable Object> call : route(delivery, waiting)) {
            try {
                waiting.await(call.call());
            } finally {
                // Left behind by one listener, it would end what the next one waits for
                Thread.interrupted();
            }
        }
        return acknowledgement(delivery);
    }

    /** The answer to a delivery that all listeners have handled: the one that the provider expects. */
    public Answer acknowledgement(WebhookDelivery delivery) {
        return Answer.acknowledgement(endpoint(delivery));
    }

    private WebhookEndpoint endpoint(WebhookDelivery delivery) {
        return receiver.endpoint(delivery.endpoint()).orElseThrow();
    }

    /** The answer to a delivery for which a listener has failed: RFC 9457, without details of the failure. */
    public static Answer failure() {
        return FAILURE;
    }

    @Override
    public void afterSingletonsInstantiated() {
        methods = new ListenerDiscovery(beans).find();
        methods.forEach(this::check);
        receiver.endpoints().forEach(this::announce);
    }

    private void announce(WebhookEndpoint endpoint) {
        String to = methods.stream()
                .filter(method -> method.listensTo(endpoint.name()))
                .map(ListenerMethod::toString)
                .collect(Collectors.joining(", "));
        LOG.info(
                "{}: receiving {} at {}, for {}",
                endpoint.name(),
                endpoint.scheme().title(),
                endpoint.path(),
                to.isEmpty() ? "the application's controllers" : to);
    }

    private void check(ListenerMethod method) {
        Map<String, WebhookEndpoint> known =
                receiver.endpoints().stream().collect(Collectors.toMap(WebhookEndpoint::name, endpoint -> endpoint));
        for (String name : method.endpoints()) {
            WebhookEndpoint endpoint = known.get(name);
            if (endpoint == null) {
                throw new WebhookConfigurationException(
                        "@WebhookListener on " + method,
                        "there is no endpoint '" + name + "'",
                        "Name one of the configured endpoints (" + String.join(", ", known.keySet())
                                + "), or configure hookward.endpoints." + name);
            }
            for (EventPattern event : method.events()) {
                event.warningFor(endpoint.scheme()).ifPresent(warning -> LOG.warn("{}: {}", method, warning));
            }
        }
    }
}
