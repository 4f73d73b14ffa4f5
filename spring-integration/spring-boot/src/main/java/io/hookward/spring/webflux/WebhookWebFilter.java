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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 * behind the filter, as bytes and as a form, URL-encoded or multipart.
 *
 * <p>Nothing blocks an event loop: deliveries are verified, handled by listeners, and their claims ended on {@linkplain
 * DeliverySchedulers threads that may block}. More deliveries than listeners may handle at the same time are answered 503. A
 * controller's answer leaves when it is whole, up to 8 KiB of it. If the client disconnects, listeners run to their end and
 * settle the claim; a controller is cancelled, and the claim is released. Safe for use by several threads.
 */
public final class WebhookWebFilter implements WebFilter, Ordered {
    private static final String ATTRIBUTE = WebhookWebFilter.class.getName() + ".delivery";

    private final WebhookReceiver receiver;
    private final ReactiveListeners listeners;
    private final PayloadReader reader;
    private final DeliveryObservations observations;
    private final DeliverySchedulers schedulers;
    private final BodyLimiter bodies;
    private final int order;

    /**
     * A filter for the endpoints of a receiver.
     *
     * @param schedulers the threads to work on
     * @param limits what is received at the same time
     * @param order the order of this filter, less than Spring Security's -100
     */
    public WebhookWebFilter(
            WebhookReceiver receiver,
            WebhookListeners listeners,
            PayloadReader reader,
            DeliveryObservations observations,
            DeliverySchedulers schedulers,
            ReceivingLimits limits,
            int order) {
        this.receiver = receiver;
        this.observations = observations;
        this.reader = reader;
        this.schedulers = schedulers;
        this.order = order;
        this.listeners = new ReactiveListeners(
                listeners, reader, observations, new HandlingLimit(limits.concurrentDeliveries()), schedulers);
        int largest = receiver.endpoints().stream()
                .mapToInt(WebhookEndpoint::maxBodyBytes)
                .max()
                .orElse(0);
        this.bodies = new BodyLimiter((long) limits.unverifiedBodies() * largest, limits.bodyDeadline());
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
                    // Secrets may come from a file, verifying takes CPU, and a store may block
                    Mono<Reception> judged = Mono.fromCallable(() -> opened.receive(bytes))
                            .subscribeOn(schedulers.verifying())
                            .doFinally(signal -> body.close());
                    return listeners.listenTo(endpoint.name())
                            ? listened(judged, opened, exchange)
                            : passed(judged, exchange, chain);
                })
                .onErrorResume(
                        BodyRejectedException.class,
                        refused -> write(
                                Answer.to(opened.reject(
                                        refused.why().reason(), refused.why().detail())),
                                exchange.getResponse()));
    }

    /** Continues when the client disconnects: a retry beside a running listener would do its work twice. */
    private Mono<Void> listened(Mono<Reception> judged, OpenedRequest opened, ServerWebExchange exchange) {
        Mono<Answer> handled = judged.flatMap(reception -> reception instanceof Reception.Admitted admitted
                ? listeners.handle(opened, admitted)
                : Mono.just(Answer.to(reception)));
        return Uncancellable.toItsEnd(handled, unread -> {}).flatMap(answer -> write(answer, exchange.getResponse()));
    }

    private Mono<Void> passed(Mono<Reception> judged, ServerWebExchange exchange, WebFilterChain chain) {
        return Uncancellable.toItsEnd(judged.flatMap(WebhookWebFilter::forTheApplication), this::release)
                .flatMap(reception -> reception instanceof Reception.Admitted admitted
                        ? passed(admitted, exchange, chain)
                        : write(Answer.to(reception), exchange.getResponse()));
    }

    /** A controller that blocks holds one of the threads that Reactor has for that, and none that verifies. */
    private static Mono<Reception> forTheApplication(Reception reception) {
        return reception instanceof Reception.Admitted
                ? Mono.just(reception).publishOn(Schedulers.boundedElastic())
                : Mono.just(reception);
    }

    /** The client has disconnected while its delivery was verified. */
    private void release(Reception unwanted) {
        if (unwanted instanceof Reception.Admitted admitted) {
            new ClaimSettler(admitted.claim(), schedulers.settling()).abandon();
        }
    }

    private Mono<Void> passed(Reception.Admitted admitted, ServerWebExchange exchange, WebFilterChain chain) {
        WebhookDelivery delivery = WebhookDelivery.of(admitted.delivery(), reader);
        ClaimSettler settlement = new ClaimSettler(admitted.claim(), schedulers.settling());
        exchange.getAttributes().put(ATTRIBUTE, delivery);
        exchange.getResponse().beforeCommit(() -> settlement.beforeCommit(exchange.getResponse()));
        Started started;
        try {
            started = observations.start(delivery);
        } catch (RuntimeException | Error failed) {
            return settlement.release().then(Mono.error(failed));
        }
        return Mono.defer(() -> chain.filter(new ReplayedExchange(exchange, delivery, settlement)))
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
