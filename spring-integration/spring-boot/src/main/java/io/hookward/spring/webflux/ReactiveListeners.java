package io.hookward.spring.webflux;

import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListeners;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Calls listeners one after the other: each on a thread that may block, waiting without one for what it returned. */
final class ReactiveListeners {
    private ReactiveListeners() {}

    static Mono<Void> call(WebhookListeners listeners, WebhookDelivery delivery) {
        return Flux.fromIterable(listeners.route(delivery))
                .concatMap(call -> Mono.fromCallable(call::call)
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(result -> Mono.from(end(result))))
                .then();
    }

    private static Publisher<Void> end(Object result) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(result.getClass());
        return adapter == null
                ? Mono.empty()
                : Flux.from(adapter.toPublisher(result)).then();
    }
}
