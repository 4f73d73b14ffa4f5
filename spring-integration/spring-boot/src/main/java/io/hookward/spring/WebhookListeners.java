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
 * All {@link WebhookListener} methods of an application: found, checked and logged when its beans stand, called for each
 * delivery. Safe for use by several threads.
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
     * @param receiver whose endpoints they listen to, and which is told of deliveries that nobody listens to
     */
    public WebhookListeners(ConfigurableListableBeanFactory beans, WebhookReceiver receiver) {
        this.beans = beans;
        this.receiver = receiver;
    }

    /** Whether deliveries of an endpoint are for listeners, whatever their type. */
    public boolean listenTo(String endpoint) {
        return methods.stream().anyMatch(method -> method.listensTo(endpoint));
    }

    /**
     * The calls to be made for a delivery, in order. What a call returns may be a {@code CompletionStage} or a reactive
     * type, and is then done only when that is; for a plain {@code Future} the call itself waits, no longer than the
     * endpoint's lease. If there is none, the receiver is told, and the delivery counts as handled.
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
     * Calls all listeners of a delivery, one after the other, and waits for those that return before they are done; what is
     * not done within the endpoint's lease has failed.
     *
     * @return what the provider wants to read
     * @throws Exception what the first that failed threw
     */
    public Answer handle(WebhookDelivery delivery) throws Exception {
        ResultAwaiter waiting = new ResultAwaiter(endpoint(delivery).lease());
        for (Callable<@Nullable Object> call : route(delivery, waiting)) {
            waiting.await(call.call());
        }
        return acknowledgement(delivery);
    }

    /** The answer to a delivery whose listeners have all returned: what the provider wants to read. */
    public Answer acknowledgement(WebhookDelivery delivery) {
        return Answer.acknowledgement(endpoint(delivery));
    }

    private WebhookEndpoint endpoint(WebhookDelivery delivery) {
        return receiver.endpoint(delivery.endpoint()).orElseThrow();
    }

    /** The answer to a delivery one of whose listeners threw: RFC 9457, without a word about what it threw. */
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
