package io.hookward.claim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A store in front of another one that may hang. It limits how long a caller waits for an answer, and how many calls the
 * other store has at once: a database that hangs costs so many threads of this store's own and none of the server's.
 *
 * <p>A caller that has waited long enough gets a {@link StoreTimeoutException}. Its call goes on, since not every driver can
 * be interrupted; if it is a claim and is granted after all, it is released at once. While every call that the other store
 * may have is one that nobody waits for any more, callers are not kept at all. As soon as one of those calls ends, the next
 * caller asks again, so nothing needs a restart when the store is back.
 *
 * <p>Each call runs on another thread than the caller's, which costs some 10 to 20 microseconds, and a store that takes
 * part in the transaction of the calling thread cannot be wrapped. {@link #purge}, which nobody waits for, runs on the
 * calling thread and is not limited.
 *
 * <p>Safe for use by many threads. {@link #close} ends its threads, and leaves the other store open.
 */
public final class BoundedDeliveryStore implements DeliveryStore, AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final DeliveryStore store;
    private final long maxWait;
    private final int maxCalls;
    private final Semaphore permits;
    private final AtomicInteger abandoned = new AtomicInteger();
    private final ConcurrentMap<ClaimToken, LateClaim> lateClaims = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    /** What becomes of a claim that nobody waits for any more. */
    private enum LateClaim {
        RUNNING,
        GIVEN_BACK
    }

    private BoundedDeliveryStore(Builder builder) {
        store = builder.store;
        maxWait = builder.maxWait;
        maxCalls = builder.maxCalls;
        permits = new Semaphore(maxCalls);
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "hookward-store-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Starts to build a store in front of another one.
     *
     * @param store the store that may hang
     * @return a new builder
     */
    public static Builder builder(DeliveryStore store) {
        return new Builder(store);
    }

    /**
     * The store behind this one.
     *
     * @return the store given to {@link #builder}
     */
    public DeliveryStore unwrap() {
        return store;
    }

    @Override
    public Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        List<ClaimEntry> all = ClaimEntry.checked(entries);
        // Repeated with the same token, so an earlier call of it is not to be given back
        lateClaims.remove(requireNonNull(token, "token"), LateClaim.RUNNING);
        if (lateClaims.containsKey(token)) {
            throw new StoreTimeoutException("an earlier call of this claim is being given back");
        }
        return ask(new Call<>(() -> store.claim(all, token, lease)) {
            @Override
            void beforeAbandoned() {
                lateClaims.put(token, LateClaim.RUNNING);
            }

            @Override
            void answeredLate(Claim answer) {
                if (lateClaims.replace(token, LateClaim.RUNNING, LateClaim.GIVEN_BACK) && answer instanceof Claim.Won) {
                    store.release(all, token);
                }
            }

            @Override
            void endedLate() {
                lateClaims.remove(token);
            }
        });
    }

    @Override
    public boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        return ask(new Call<>(() -> store.renew(entries, token, lease)));
    }

    @Override
    public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
        return ask(new Call<>(() -> store.complete(entries, token)));
    }

    @Override
    public boolean release(List<ClaimEntry> entries, ClaimToken token) {
        return ask(new Call<>(() -> store.release(entries, token)));
    }

    @Override
    public Optional<ClaimState> find(ClaimKey key) {
        return ask(new Call<>(() -> store.find(key)));
    }

    @Override
    public boolean forget(ClaimKey key) {
        return ask(new Call<>(() -> store.forget(key)));
    }

    @Override
    public void ping() {
        var unused = ask(new Call<>(() -> {
            store.ping();
            return true;
        }));
    }

    @Override
    public int purge(int atMost) {
        return store.purge(atMost);
    }

    /** Whether the other store has no call at this moment. */
    boolean isIdle() {
        return permits.availablePermits() == maxCalls;
    }

    /** Ends the threads once the calls that they are at have ended. */
    @Override
    public void close() {
        threads.shutdown();
    }

    private <T> T ask(Call<T> call) {
        long deadline = System.nanoTime() + maxWait;
        if (abandoned.get() >= maxCalls) {
            throw new StoreTimeoutException("the store of claims hangs: " + maxCalls + " calls had no answer in time");
        }
        try {
            if (!permits.tryAcquire(maxWait, TimeUnit.NANOSECONDS)) {
                throw new StoreTimeoutException("the store of claims has " + maxCalls + " calls to answer already");
            }
            start(call);
            return call.await(deadline);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DeliveryStoreException("interrupted while the store of claims was asked", interrupted);
        }
    }

    private void start(Call<?> call) {
        try {
            threads.execute(call);
        } catch (RejectedExecutionException closed) {
            permits.release();
            throw new DeliveryStoreException("the store of claims is closed", closed);
        }
    }

    /** One call of the store, which its caller may stop waiting for. */
    private class Call<T> implements Runnable {
        private final Supplier<T> work;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();

        Call(Supplier<T> work) {
            this.work = work;
        }

        @Override
        public final void run() {
            boolean late = false;
            try {
                T answer = work.get();
                late = !outcome.complete(answer);
                if (late) {
                    answeredLate(answer);
                }
            } catch (Throwable failed) {
                // Also what a late answer led to, which nobody waits for: a lease ends what could not be given back
                late = !outcome.completeExceptionally(failed);
            } finally {
                if (late) {
                    endedLate();
                    abandoned.decrementAndGet();
                }
                permits.release();
            }
        }

        final T await(long deadline) throws InterruptedException {
            try {
                return outcome.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException failed) {
                throw unchecked(requireNonNull(failed.getCause()));
            } catch (TimeoutException tooLate) {
                if (abandon()) {
                    throw new StoreTimeoutException("the store of claims did not answer within "
                            + TimeUnit.NANOSECONDS.toMillis(maxWait) + " ms");
                }
                return await(deadline);
            } catch (InterruptedException interrupted) {
                abandon();
                throw interrupted;
            }
        }

        /** False if the call has ended. */
        private boolean abandon() {
            // Before the other thread can see it, which undoes it
            abandoned.incrementAndGet();
            beforeAbandoned();
            if (outcome.completeExceptionally(new TimeoutException())) {
                return true;
            }
            endedLate();
            abandoned.decrementAndGet();
            return false;
        }

        /** The caller is about to stop waiting. */
        void beforeAbandoned() {}

        /** The answer came after the caller stopped waiting. */
        void answeredLate(@SuppressWarnings("unused") T answer) {}

        /** Undoes {@link #beforeAbandoned}: the call has ended. */
        void endedLate() {}
    }

    private static RuntimeException unchecked(Throwable failed) {
        if (failed instanceof Error error) {
            throw error;
        }
        return failed instanceof RuntimeException unchecked
                ? unchecked
                : new DeliveryStoreException("the store of claims failed", failed);
    }

    /** Builds a {@link BoundedDeliveryStore}. Not safe for many threads. */
    public static final class Builder {
        private final DeliveryStore store;
        private long maxWait = TimeUnit.MILLISECONDS.toNanos(500);
        private int maxCalls = 32;

        private Builder(DeliveryStore store) {
            this.store = requireNonNull(store, "store");
        }

        /**
         * How long a caller waits for an answer at most, with the time that it waits for its turn.
         *
         * @param maxWait positive; 500 ms unless chosen
         * @return this builder
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder maxWait(Duration maxWait) {
            this.maxWait = Nanos.ofPositive(maxWait, "maxWait");
            return this;
        }

        /**
         * How many calls the store has at once at most, each of which takes a thread, and of a database store a connection.
         *
         * @param maxCalls at least 1; 32 unless chosen
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxCalls(int maxCalls) {
            if (maxCalls < 1) {
                throw new IllegalArgumentException("maxCalls must be at least 1, was " + maxCalls);
            }
            this.maxCalls = maxCalls;
            return this;
        }

        /**
         * Builds the store.
         *
         * @return a store in front of the other
         */
        public BoundedDeliveryStore build() {
            return new BoundedDeliveryStore(this);
        }
    }
}
