package io.hookward.spring;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;

/** What a listener returned, which may be done later. */
final class ListenerResult {
    private static final boolean REACTOR =
            ClassUtils.isPresent("reactor.core.publisher.Flux", ListenerResult.class.getClassLoader());

    private ListenerResult() {}

    /** Waits for the end of a {@code CompletionStage} or a reactive type; anything else has ended. */
    static void await(@Nullable Object result) throws Exception {
        if (result instanceof CompletionStage<?> stage) {
            try {
                stage.toCompletableFuture().get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof Exception cause ? cause : failed;
            }
        } else if (result != null && REACTOR) {
            Reactor.await(result);
        }
    }

    /** Apart, because an application on servlets need not have Reactor. */
    private static final class Reactor {
        static void await(Object result) {
            ReactiveAdapter adapter =
                    ReactiveAdapterRegistry.getSharedInstance().getAdapter(result.getClass());
            if (adapter != null) {
                Flux.from(adapter.toPublisher(result)).then().block();
            }
        }
    }
}
