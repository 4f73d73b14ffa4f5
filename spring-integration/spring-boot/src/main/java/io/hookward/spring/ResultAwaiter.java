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

/** Awaits what a listener returned, until the lease of the claim ends. */
final class ResultAwaiter {
    private static final boolean REACTOR =
            ClassUtils.isPresent("reactor.core.publisher.Flux", ResultAwaiter.class.getClassLoader());

    private final long start = System.nanoTime();
    private final Duration lease;

    /**
     * For a delivery whose claim has just been won.
     *
     * @param lease how long the claim holds
     */
    ResultAwaiter(Duration lease) {
        this.lease = lease;
    }

    /**
     * Waits until a {@code CompletionStage} or a reactive type completes; any other result is complete.
     *
     * @throws TimeoutException if it does not complete within the lease; it is then cancelled
     */
    void await(@Nullable Object result) throws Exception {
        if (result instanceof CompletionStage<?> stage) {
            await(stage.toCompletableFuture());
        } else if (result != null && REACTOR) {
            Reactor.await(result, left());
        }
    }

    /**
     * Waits for a plain {@code Future}, which cannot notify anybody of its completion.
     *
     * @return the result if it is still to be awaited; null if it was a plain {@code Future}
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

    /** A class of its own, because a servlet application may not have Reactor. */
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
