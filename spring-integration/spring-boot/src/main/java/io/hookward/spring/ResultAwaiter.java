package io.hookward.spring;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;

/** What a listener returned, which may be done later, but not after the claim's lease. */
final class ResultAwaiter {
    private static final boolean REACTOR =
            ClassUtils.isPresent("reactor.core.publisher.Flux", ResultAwaiter.class.getClassLoader());

    private final long start = System.nanoTime();
    private final Duration lease;

    /**
     * Of a delivery whose claim has just been won.
     *
     * @param lease how long the claim holds
     */
    ResultAwaiter(Duration lease) {
        this.lease = lease;
    }

    /**
     * Waits for the end of a {@code CompletionStage} or a reactive type; anything else has ended.
     *
     * @throws TimeoutException if it does not end within the lease; it is cancelled then
     */
    void await(@Nullable Object result) throws Exception {
        if (result instanceof CompletionStage<?> stage) {
            await(stage.toCompletableFuture());
        } else if (result != null && REACTOR) {
            Reactor.await(result, left());
        }
    }

    /**
     * Waits where nobody else could: for a {@code Future} that tells nobody when it is done.
     *
     * @return what there is still to wait for, or null
     */
    @Nullable
    Object awaitFuture(@Nullable Object result) throws Exception {
        if (result instanceof Future<?> future && !(result instanceof CompletionStage)) {
            await(future);
            return null;
        }
        return result;
    }

    private void await(Future<?> future) throws Exception {
        try {
            future.get(left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } catch (TimeoutException late) {
            future.cancel(true);
            throw new TimeoutException("what the listener returned was not done within the lease of " + lease);
        }
    }

    private Duration left() {
        Duration left = lease.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Apart, because an application on servlets need not have Reactor. */
    private static final class Reactor {
        static void await(Object result, Duration left) {
            ReactiveAdapter adapter =
                    ReactiveAdapterRegistry.getSharedInstance().getAdapter(result.getClass());
            if (adapter != null) {
                Flux.from(adapter.toPublisher(result)).then().timeout(left).block();
            }
        }
    }
}
