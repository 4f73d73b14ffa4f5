package io.hookward.spring.webflux;

import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListeners;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Calls listeners one after the other: each on a thread that may block, waiting without one for what it returned. */
final class ReactiveListeners {
    private ReactiveListeners() {}

    /**
     * Calls those that fit a delivery.
     *
     * @param lease how long the claim holds: what a listener returned has failed if it is not done by then
     */
    static Mono<Void> call(WebhookListeners listeners, WebhookDelivery delivery, Duration lease) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return Flux.fromIterable(listeners.route(delivery))
                    .concatMap(call -> Mono.fromCallable(() -> called(call))
                            .subscribeOn(Schedulers.boundedElastic())
                            .flatMap(result -> end(result, lease.minusNanos(System.nanoTime() - start), lease)))
                    .then();
        });
    }

    /** Reactor throws on what it takes for fatal, a missing class for instance, and then nobody would ever answer. */
    private static @Nullable Object called(Callable<? extends @Nullable Object> call) throws Exception {
        try {
            return call.call();
        } catch (Error broken) {
            throw new ExecutionException(broken);
        }
    }

    private static Mono<Void> end(Object result, Duration left, Duration lease) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(result.getClass());
        if (adapter == null) {
            return Mono.empty();
        }
        Publisher<?> publisher = adapter.toPublisher(result);
        Mono<Void> late = Mono.error(
                () -> new TimeoutException("what the listener returned was not done within the lease of " + lease));
        return Flux.from(publisher).then().timeout(left.isNegative() ? Duration.ZERO : left, late);
    }
}
