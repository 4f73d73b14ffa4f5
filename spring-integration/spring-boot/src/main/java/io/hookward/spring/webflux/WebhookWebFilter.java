package io.hookward.spring.webflux;

import io.hookward.Answer;
import io.hookward.DeliveryClaim;
import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.path.RequestPath;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListeners;
import io.hookward.spring.observation.DeliveryObservations;
import io.hookward.spring.observation.DeliveryObservations.Started;
import io.hookward.verify.Rejection;
import io.hookward.verify.RejectionReason;
import io.hookward.verify.WebhookRequest;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBufferLimitException;
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
 * read again behind the filter, as bytes and as a form. Safe for use by several threads.
 */
public final class WebhookWebFilter implements WebFilter, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookWebFilter.class);
    private static final String ATTRIBUTE = WebhookWebFilter.class.getName() + ".delivery";

    /** With bodies of 1 MiB, 128 MiB of unverified bytes at most. */
    private static final int MAX_UNVERIFIED = 128;

    private final AtomicInteger unverified = new AtomicInteger();
    private final WebhookReceiver receiver;
    private final WebhookListeners listeners;
    private final PayloadReader reader;
    private final DeliveryObservations observations;
    private final int order;

    /**
     * A filter for the endpoints of a receiver.
     *
     * @param order before Spring Security's -100
     */
    public WebhookWebFilter(
            WebhookReceiver receiver,
            WebhookListeners listeners,
            PayloadReader reader,
            DeliveryObservations observations,
            int order) {
        this.receiver = receiver;
        this.observations = observations;
        this.listeners = listeners;
        this.reader = reader;
        this.order = order;
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
        if (unverified.incrementAndGet() > MAX_UNVERIFIED) {
            unverified.decrementAndGet();
            Reception busy = receiver.reject(
                    endpoint, new Rejection(RejectionReason.OVERLOADED, "too many unverified bodies are being read"));
            return write(Answer.to(busy, endpoint), exchange.getResponse());
        }
        // Verifying takes CPU, and a store may block: neither belongs on an event loop
        return Bodies.read(exchange.getRequest(), endpoint.maxBodyBytes())
                .publishOn(Schedulers.boundedElastic())
                .map(body ->
                        new Received(receiver.receive(endpoint, head.body(body).build()), body))
                .onErrorResume(failure -> Mono.just(new Received(refused(endpoint, failure), new byte[0])))
                .doFinally(signal -> unverified.decrementAndGet())
                .flatMap(received -> answer(received, endpoint, exchange, chain));
    }

    private record Received(Reception reception, byte[] body) {}

    private Reception refused(WebhookEndpoint endpoint, Throwable failure) {
        return receiver.reject(
                endpoint,
                failure instanceof DataBufferLimitException
                        ? new Rejection(
                                RejectionReason.BODY_TOO_LARGE,
                                "the body has more than " + endpoint.maxBodyBytes() + " bytes")
                        : new Rejection(RejectionReason.BODY_INCOMPLETE, "the body ended early"));
    }

    private Mono<Void> answer(
            Received received, WebhookEndpoint endpoint, ServerWebExchange exchange, WebFilterChain chain) {
        if (!(received.reception() instanceof Reception.Admitted admitted)) {
            return write(Answer.to(received.reception(), endpoint), exchange.getResponse());
        }
        WebhookDelivery delivery = WebhookDelivery.of(admitted.delivery(), reader);
        DeliveryClaim claim = admitted.claim();
        Mono<Void> handled = listeners.listenTo(endpoint.name())
                ? listened(delivery, claim, exchange)
                : passed(delivery, claim, received.body(), exchange, chain);
        // Asked again later, a server may already have recycled the response
        AtomicInteger committed = new AtomicInteger();
        exchange.getResponse().beforeCommit(() -> {
            committed.set(status(exchange));
            return Mono.empty();
        });
        Started started = observations.start(delivery);
        return handled.contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, started.observation()))
                .doOnError(started.observation()::error)
                .doFinally(signal -> {
                    // Does nothing after complete(); otherwise handling failed, or the client has gone
                    claim.release();
                    int status = committed.get() == 0 ? status(exchange) : committed.get();
                    started.stop(signal == SignalType.ON_COMPLETE ? status : 500);
                });
    }

    private Mono<Void> listened(WebhookDelivery delivery, DeliveryClaim claim, ServerWebExchange exchange) {
        return ReactiveListeners.call(listeners, delivery)
                .then(Mono.fromSupplier(() -> {
                    claim.complete();
                    return listeners.acknowledgement(delivery);
                }))
                .onErrorResume(Exception.class, failed -> {
                    LOG.error(
                            "{}: a listener failed; the delivery is free for the provider's retry",
                            delivery.endpoint(),
                            failed);
                    return Mono.just(WebhookListeners.failure());
                })
                .flatMap(answer -> write(answer, exchange.getResponse()));
    }

    private static Mono<Void> passed(
            WebhookDelivery delivery,
            DeliveryClaim claim,
            byte[] body,
            ServerWebExchange exchange,
            WebFilterChain chain) {
        exchange.getAttributes().put(ATTRIBUTE, delivery);
        // Before the answer leaves: the provider hears 2xx only when the delivery counts as done
        exchange.getResponse().beforeCommit(() -> {
            settle(claim, exchange.getResponse().getStatusCode());
            return Mono.empty();
        });
        return chain.filter(new ReplayedExchange(exchange, body)).doOnSuccess(done -> {
            if (!exchange.getResponse().isCommitted()) {
                settle(claim, exchange.getResponse().getStatusCode());
            }
        });
    }

    private static int status(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return status == null ? 200 : status.value();
    }

    private static void settle(DeliveryClaim claim, @Nullable HttpStatusCode status) {
        if (status == null || status.is2xxSuccessful()) {
            claim.complete();
        } else {
            claim.release();
        }
    }

    private static Mono<Void> write(Answer answer, ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach(response.getHeaders()::set);
        byte[] body = answer.bodyBytes();
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(ByteBuffer.wrap(body))));
    }
}
