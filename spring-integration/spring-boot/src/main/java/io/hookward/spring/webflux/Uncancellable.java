package io.hookward.spring.webflux;

import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** Work that goes on to its end when the client has gone: a cancelled connection must not interrupt a store or a listener. */
final class Uncancellable {
    private Uncancellable() {}

    /**
     * Runs {@code work}, whoever has stopped waiting for it.
     *
     * @param unwanted gets the result that nobody waits for any more
     */
    static <T> Mono<T> toItsEnd(Mono<T> work, Consumer<? super T> unwanted) {
        return Mono.create(sink -> work.subscribe(
                result -> {
                    sink.onCancel(() -> unwanted.accept(result));
                    sink.success(result);
                },
                sink::error,
                sink::success,
                Context.of(sink.contextView())));
    }

    /** Runs a task that may block, on a thread where it may, to its end. */
    static Mono<Void> run(Runnable task) {
        return toItsEnd(Mono.<Void>fromRunnable(task).subscribeOn(Schedulers.boundedElastic()), nothing -> {});
    }
}
