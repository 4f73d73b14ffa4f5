package io.hookward.spring.webflux;

import io.hookward.Answer;
import io.hookward.OpenedRequest;
import io.hookward.Opening;
import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.path.PathMatch;
import io.hookward.request.RequestHead;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListeners;
import io.hookward.spring.observation.DeliveryObservations;
import io.hookward.spring.observation.DeliveryObservations.Started;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Schedulers;

/**
 * Passes a request to an endpoint on only if it is a verified delivery that was not handled before, as the servlet filter
 * does. Requests to other paths are not touched. A body is held in memory up to the endpoint's limit, and can be read again
 * behind the filter, as bytes and as a form.
 *
 * <p>Nothing blocks an event loop: deliveries are verified and claims ended on threads that may block. If the client
 * disconnects, listeners run to their end and settle the claim; a controller is cancelled, and the claim is released. Safe
 * for use by several threads.
 */
public final class WebhookWebFilter implements WebFilter, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookWebFilter.class);
    private static final String ATTRIBUTE = WebhookWebFilter.class.getName() + ".delivery";

    private final WebhookReceiver receiver;
    private final WebhookListeners listeners;
    private final PayloadReader reader;
    private final DeliveryObservations observations;
    private final BodyLimiter bodies;
    private final int order;

    /**
     * A filter for the endpoints of a receiver.
     *
     * @param unverifiedBodies how many unverified bodies of the largest size that an endpoint accepts fit in memory
     *     at the same time
     * @param bodyDeadline how long it may take to receive a whole body
     * @param order the order of this filter, less than Spring Security's -100
     */
    public WebhookWebFilter(
            WebhookReceiver receiver,
            WebhookListeners listeners,
            PayloadReader reader,
            DeliveryObservations observations,
            int unverifiedBodies,
            Duration bodyDeadline,
            int order) {
        this.receiver = receiver;
        this.observations = observations;
        this.listeners = listeners;
        this.reader = reader;
        this.order = order;
        int largest = receiver.endpoints().stream()
                .mapToInt(WebhookEndpoint::maxBodyBytes)
                .max()
                .orElse(0);
        this.bodies = new BodyLimiter((long) unverifiedBodies * largest, bodyDeadline);
    }

    /** The verified delivery of an exchange; empty if it did not pass this filter. */
    public static Optional<WebhookDelivery> find(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE) instanceof WebhookDelivery delivery
                ? Optional.of(delivery)
                : Optional.empty();
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        @Nullable PathMatch<WebhookEndpoint> match = ExchangeHead.match(receiver, exchange.getRequest());
        return match == null ? chain.filter(exchange) : receive(match, exchange, chain);
    }

    private Mono<Void> receive(PathMatch<WebhookEndpoint> match, ServerWebExchange exchange, WebFilterChain chain) {
        RequestHead head = ExchangeHead.of(exchange.getRequest(), match);
        // On the event loop: opening asks no source of secrets, and bodies are best subscribed to where they come
        Opening opening = receiver.open(match, head);
        return opening instanceof OpenedRequest opened
                ? receive(opened, exchange, chain)
                : write(Answer.to((Reception.Rejected) opening), exchange.getResponse());
    }

    private Mono<Void> receive(OpenedRequest opened, ServerWebExchange exchange, WebFilterChain chain) {
        WebhookEndpoint endpoint = opened.endpoint();
        return bodies.read(exchange.getRequest(), endpoint.maxBodyBytes())
                .flatMap(body -> {
                    byte[] bytes = body.whole();
                    Mono<Reception> judged =
                            blocking(() -> opened.receive(bytes)).doFinally(signal -> body.close());
                    return listeners.listenTo(endpoint.name())
                            ? listened(judged, exchange)
                            : passed(judged, bytes, exchange, chain);
                })
                .onErrorResume(
                        BodyRejectedException.class,
                        refused -> write(
                                Answer.to(opened.reject(
                                        refused.why().reason(), refused.why().detail())),
                                exchange.getResponse()));
    }

    /** Secrets may come from a file, verifying takes CPU, and a store may block: none of it belongs on an event loop. */
    private static <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    /** Continues when the client disconnects: a retry beside a running listener would do its work twice. */
    private Mono<Void> listened(Mono<Reception> judged, ServerWebExchange exchange) {
        Mono<Answer> handled = judged.flatMap(reception -> reception instanceof Reception.Admitted admitted
                ? listened(admitted)
                : Mono.just(Answer.to(reception)));
        return Uncancellable.toItsEnd(handled, unread -> {}).flatMap(answer -> write(answer, exchange.getResponse()));
    }

    private Mono<Answer> listened(Reception.Admitted admitted) {
        WebhookDelivery delivery = WebhookDelivery.of(admitted.delivery(), reader);
        Started started;
        try {
            started = observations.start(delivery);
        } catch (RuntimeException | Error failed) {
            return failed(admitted, failed);
        }
        return ReactiveListeners.call(listeners, delivery, admitted.endpoint().lease())
                .then(blocking(() -> admitted.claim().settle(200).orElse(listeners.acknowledgement(delivery))))
                .onErrorResume(failed -> {
                    started.observation().error(failed);
                    return failed(admitted, failed);
                })
                .doOnNext(answer -> started.stop(answer.status()))
                .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, started.observation()));
    }

    private static Mono<Answer> failed(Reception.Admitted admitted, Throwable failed) {
        LOG.error(
                "{}: a listener failed; the delivery is free for the provider's retry",
                admitted.endpoint().name(),
                failed);
        return ended(admitted.claim()::release).thenReturn(WebhookListeners.failure());
    }

    private static Mono<Void> ended(Runnable claim) {
        return Mono.<Void>fromRunnable(claim).subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> passed(Mono<Reception> judged, byte[] body, ServerWebExchange exchange, WebFilterChain chain) {
        return Uncancellable.toItsEnd(judged, WebhookWebFilter::release)
                .flatMap(reception -> reception instanceof Reception.Admitted admitted
                        ? passed(admitted, body, exchange, chain)
                        : write(Answer.to(reception), exchange.getResponse()));
    }

    /** The client has disconnected while its delivery was verified. */
    private static void release(Reception unwanted) {
        if (unwanted instanceof Reception.Admitted admitted) {
            new ClaimSettler(admitted.claim()).abandon();
        }
    }

    private Mono<Void> passed(
            Reception.Admitted admitted, byte[] body, ServerWebExchange exchange, WebFilterChain chain) {
        WebhookDelivery delivery = WebhookDelivery.of(admitted.delivery(), reader);
        ClaimSettler settlement = new ClaimSettler(admitted.claim());
        exchange.getAttributes().put(ATTRIBUTE, delivery);
        exchange.getResponse().beforeCommit(() -> settlement.by(exchange.getResponse()));
        Started started;
        try {
            started = observations.start(delivery);
        } catch (RuntimeException | Error failed) {
            return settlement.release().then(Mono.error(failed));
        }
        return chain.filter(new ReplayedExchange(exchange, body))
                .then(settlement.by(exchange.getResponse()))
                .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, started.observation()))
                .onErrorResume(failed -> {
                    started.observation().error(failed);
                    return settlement.release().then(Mono.error(failed));
                })
                .doFinally(signal -> {
                    // Does nothing after an answer; without one, the client has disconnected
                    settlement.abandon();
                    started.stop(signal == SignalType.ON_COMPLETE ? settlement.status() : 500);
                });
    }

    private static Mono<Void> write(Answer answer, ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach(response.getHeaders()::set);
        byte[] body = answer.bodyBytes();
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(ByteBuffer.wrap(body))));
    }
}
