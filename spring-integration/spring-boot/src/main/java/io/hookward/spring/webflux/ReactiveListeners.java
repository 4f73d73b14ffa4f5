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

/** Calls listeners one after the other. Each runs on a thread that may block; its result is awaited without one. */
final class ReactiveListeners {
    private ReactiveListeners() {}

    /**
     * Calls the listeners that match a delivery.
     *
     * @param lease how long the claim holds; a result that is not complete by then has failed
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

    /** Reactor rethrows errors that it considers fatal, such as a missing class, and the request would never be answered. */
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
