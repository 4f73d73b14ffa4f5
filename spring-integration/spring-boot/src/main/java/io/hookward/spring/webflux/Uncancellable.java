package io.hookward.spring.webflux;

import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Runs work to its end when the client disconnects: a cancellation must not interrupt a store or a listener. */
final class Uncancellable {
    private Uncancellable() {}

    /**
     * Runs {@code work}, even if the subscriber cancels.
     *
     * @param unwanted consumes the result if the subscriber has cancelled
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
}
