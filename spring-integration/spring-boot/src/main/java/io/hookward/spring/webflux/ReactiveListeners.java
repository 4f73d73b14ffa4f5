package io.hookward.spring.webflux;

import io.hookward.Answer;
import io.hookward.DeliveryClaim;
import io.hookward.OpenedRequest;
import io.hookward.Reception;
import io.hookward.request.RejectionReason;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListeners;
import io.hookward.spring.observation.DeliveryObservations;
import io.hookward.spring.observation.DeliveryObservations.Started;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/**
 * Handles deliveries by listeners, up to a number at the same time. The listeners of a delivery are called one after the
 * other, each on a thread that may block; its result is awaited without one. Safe for use by several threads.
 */
final class ReactiveListeners {
    private static final Logger LOG = LoggerFactory.getLogger(ReactiveListeners.class);

    private final WebhookListeners listeners;
    private final PayloadReader reader;
    private final DeliveryObservations observations;
    private final HandlingLimit limit;
    private final Scheduler listening;
    private final Scheduler settling;

    ReactiveListeners(
            WebhookListeners listeners,
            PayloadReader reader,
            DeliveryObservations observations,
            HandlingLimit limit,
            DeliverySchedulers schedulers) {
        this.listeners = listeners;
        this.reader = reader;
        this.observations = observations;
        this.limit = limit;
        this.listening = schedulers.listening();
        this.settling = schedulers.settling();
    }

    boolean listenTo(String endpoint) {
        return listeners.listenTo(endpoint);
    }

    /** Handles a delivery and settles its claim. Not to be cancelled. */
    Mono<Answer> handle(OpenedRequest opened, Reception.Admitted admitted) {
        WebhookDelivery delivery = WebhookDelivery.of(admitted.delivery(), reader);
        Started started;
        try {
            started = observations.start(delivery);
        } catch (RuntimeException | Error failed) {
            return failed(admitted, failed);
        }
        String endpoint = admitted.endpoint().name();
        Mono<Answer> handled = limit.enter(endpoint)
                // Left before the answer goes, so that whoever has read it finds the place free
                ? call(delivery, admitted.endpoint().lease())
                        .doOnTerminate(() -> limit.leave(endpoint))
                        .then(acknowledged(admitted.claim(), delivery))
                : overloaded(opened, admitted.claim());
        return handled.onErrorResume(failed -> {
                    started.observation().error(failed);
                    return failed(admitted, failed);
                })
                .doOnNext(answer -> started.stop(answer.status()))
                .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, started.observation()));
    }

    private Mono<Answer> acknowledged(DeliveryClaim claim, WebhookDelivery delivery) {
        return Mono.fromCallable(() -> claim.settle(200).orElse(listeners.acknowledgement(delivery)))
                .subscribeOn(settling);
    }

    /** To wait for a place would use up the lease, and the provider's patience. */
    private Mono<Answer> overloaded(OpenedRequest opened, DeliveryClaim claim) {
        return Mono.fromCallable(() -> {
                    claim.release();
                    return Answer.to(opened.reject(
                            RejectionReason.OVERLOADED,
                            "the listeners are handling " + limit.atOnce() + " deliveries already"));
                })
                .subscribeOn(settling);
    }

    private Mono<Answer> failed(Reception.Admitted admitted, Throwable failed) {
        LOG.error(
                "{}: a listener failed; the delivery is free for the provider's retry",
                admitted.endpoint().name(),
                failed);
        return Mono.fromCallable(() -> {
                    admitted.claim().release();
                    return WebhookListeners.failure();
                })
                .subscribeOn(settling);
    }

    /** A result that is not complete when the lease ends has failed. */
    private Mono<Void> call(WebhookDelivery delivery, Duration lease) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return Mono.fromCallable(() -> called(() -> listeners.route(delivery)))
                    .flatMapIterable(calls -> calls)
                    .concatMap(call -> Mono.fromCallable(() -> called(call))
                            .subscribeOn(listening)
                            .flatMap(result -> end(result, lease.minusNanos(System.nanoTime() - start), lease)))
                    .then();
        });
    }

    /** Reactor rethrows errors that it considers fatal, such as a missing class, and the request would never be answered. */
    private static <T extends @Nullable Object> T called(Callable<T> call) throws Exception {
        try {
            return call.call();
        } catch (Error broken) {
            throw new ExecutionException(broken);
        } finally {
            // What a listener did with its thread is not to disturb what it returned
            Thread.interrupted();
        }
    }

    private static Mono<Void> end(Object result, Duration left, Duration lease) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(result.getClass());
        if (adapter == null) {
            return Mono.empty();
        }
        Mono<Void> late = Mono.error(
                () -> new TimeoutException("what the listener returned was not done within the lease of " + lease));
        return subscribed(adapter.toPublisher(result)).timeout(left.isNegative() ? Duration.ZERO : left, late);
    }

    /** Signals the errors that Reactor considers fatal, and throws from {@code subscribe}. */
    private static Mono<Void> subscribed(Publisher<?> publisher) {
        return Mono.create(sink -> {
            try {
                sink.onDispose(Flux.from(publisher)
                        .subscribe(element -> {}, sink::error, sink::success, Context.of(sink.contextView())));
            } catch (Error broken) {
                sink.error(new ExecutionException(broken));
            }
        });
    }
}
