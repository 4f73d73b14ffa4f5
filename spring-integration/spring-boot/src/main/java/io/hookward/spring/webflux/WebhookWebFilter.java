package io.hookward.spring.webflux;

import io.hookward.Answer;
import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.path.RequestPath;
import io.hookward.request.WebhookRequest;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListeners;
import io.hookward.spring.observation.DeliveryObservations;
import io.hookward.spring.observation.DeliveryObservations.Started;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
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
 * Lets a request to an endpoint through only once it is a verified delivery that nobody handled before, as the servlet
 * filter does. Requests to other paths are not touched. A body is held in memory up to the endpoint's limit, and can be
 * read again behind the filter, as bytes and as a form.
 *
 * <p>Nothing here holds an event loop: deliveries are judged, and claims ended, on threads that may block. Listeners run to
 * their end, and settle the claim, when the client has gone; what a controller does is then cancelled, and the claim
 * released. Safe for use by several threads.
 */
public final class WebhookWebFilter implements WebFilter, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookWebFilter.class);
    private static final String ATTRIBUTE = WebhookWebFilter.class.getName() + ".delivery";

    private final WebhookReceiver receiver;
    private final WebhookListeners listeners;
    private final PayloadReader reader;
    private final DeliveryObservations observations;
    private final BodyIntake intake;
    private final int order;

    /**
     * A filter for the endpoints of a receiver.
     *
     * @param unverifiedBodies for how many bodies of the largest size that an endpoint takes there is memory, together,
     *     before they are judged
     * @param bodyDeadline how long a whole body may take
     * @param order before Spring Security's -100
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
        this.intake = new BodyIntake((long) unverifiedBodies * largest, bodyDeadline);
    }

    /** The delivery that an exchange is, or empty if it did not pass this filter. */
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
        RequestPath path = Heads.path(exchange.getRequest());
        Optional<WebhookEndpoint> endpoint = receiver.endpointAt(path);
        if (endpoint.isPresent()) {
            return receive(endpoint.get(), exchange, chain);
        }
        Optional<WebhookEndpoint> similar = receiver.endpointLike(path);
        return similar.isPresent()
                ? write(Answer.to(receiver.rejectPath(similar.get()), similar.get()), exchange.getResponse())
                : chain.filter(exchange);
    }

    private Mono<Void> receive(WebhookEndpoint endpoint, ServerWebExchange exchange, WebFilterChain chain) {
        WebhookRequest.Builder head = Heads.of(exchange.getRequest(), endpoint);
        Optional<Reception.Rejected> screened = receiver.screen(endpoint, head.build());
        if (screened.isPresent()) {
            return write(Answer.to(screened.get(), endpoint), exchange.getResponse());
        }
        return intake.read(exchange.getRequest(), endpoint.maxBodyBytes())
                .flatMap(body -> {
                    byte[] bytes = body.whole();
                    Mono<Reception> judged = judged(endpoint, head, bytes).doFinally(signal -> body.close());
                    return listeners.listenTo(endpoint.name())
                            ? listened(judged, endpoint, exchange)
                            : passed(judged, bytes, endpoint, exchange, chain);
                })
                .onErrorResume(BodyRefused.class, refused -> {
                    Reception rejected = receiver.reject(endpoint, refused.why());
                    return write(Answer.to(rejected, endpoint), exchange.getResponse());
                });
    }

    /** Verifying takes CPU, and a store may block: neither belongs on an event loop. */
    private Mono<Reception> judged(WebhookEndpoint endpoint, WebhookRequest.Builder head, byte[] body) {
        return Mono.fromCallable(
                        () -> receiver.receive(endpoint, head.body(body).build()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Goes on when the client has gone: a retry beside a listener that still runs would do its work twice. */
    private Mono<Void> listened(Mono<Reception> judged, WebhookEndpoint endpoint, ServerWebExchange exchange) {
        Mono<Answer> handled = judged.flatMap(reception -> reception instanceof Reception.Admitted admitted
                ? listened(admitted, endpoint)
                : Mono.just(Answer.to(reception, endpoint)));
        return Detached.toItsEnd(handled, unread -> {}).flatMap(answer -> write(answer, exchange.getResponse()));
    }

    private Mono<Answer> listened(Reception.Admitted admitted, WebhookEndpoint endpoint) {
        WebhookDelivery delivery = WebhookDelivery.of(admitted.delivery(), reader);
        Started started = observations.start(delivery);
        return ReactiveListeners.call(listeners, delivery, endpoint.lease())
                .then(ended(admitted.claim()::complete))
                .then(Mono.fromSupplier(() -> listeners.acknowledgement(delivery)))
                .onErrorResume(failed -> {
                    started.observation().error(failed);
                    LOG.error(
                            "{}: a listener failed; the delivery is free for the provider's retry",
                            delivery.endpoint(),
                            failed);
                    return ended(admitted.claim()::release).thenReturn(WebhookListeners.failure());
                })
                .doOnNext(answer -> started.stop(answer.status()))
                .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, started.observation()));
    }

    private static Mono<Void> ended(Runnable claim) {
        return Mono.<Void>fromRunnable(claim).subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> passed(
            Mono<Reception> judged,
            byte[] body,
            WebhookEndpoint endpoint,
            ServerWebExchange exchange,
            WebFilterChain chain) {
        return Detached.toItsEnd(judged, WebhookWebFilter::release)
                .flatMap(reception -> reception instanceof Reception.Admitted admitted
                        ? passed(admitted, body, exchange, chain)
                        : write(Answer.to(reception, endpoint), exchange.getResponse()));
    }

    /** The client went while its delivery was judged. */
    private static void release(Reception unwanted) {
        if (unwanted instanceof Reception.Admitted admitted) {
            new Settlement(admitted.claim()).abandon();
        }
    }

    private Mono<Void> passed(
            Reception.Admitted admitted, byte[] body, ServerWebExchange exchange, WebFilterChain chain) {
        WebhookDelivery delivery = WebhookDelivery.of(admitted.delivery(), reader);
        Settlement settlement = new Settlement(admitted.claim());
        exchange.getAttributes().put(ATTRIBUTE, delivery);
        exchange.getResponse().beforeCommit(() -> settlement.by(exchange.getResponse()));
        Started started = observations.start(delivery);
        return chain.filter(new ReplayedExchange(exchange, body))
                .then(settlement.by(exchange.getResponse()))
                .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, started.observation()))
                .onErrorResume(failed -> {
                    started.observation().error(failed);
                    return settlement.release().then(Mono.error(failed));
                })
                .doFinally(signal -> {
                    // Does nothing after an answer; without one, the client has gone
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
