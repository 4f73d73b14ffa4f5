package io.hookward.spring.webflux;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.core.task.support.ExecutorServiceAdapter;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads on which a reactive application receives deliveries. Verifying, listening and settling have threads of their
 * own, so that slow listeners delay no refusal and no other listener, and forged requests delay no completion.
 *
 * <p>There is nothing to close: threads are started when they are needed and end after a minute without work, so that what is
 * under way when an application stops can still settle its claim. Safe for use by several threads.
 */
public final class DeliverySchedulers {
    private static final long IDLE_SECONDS = 60;

    private final Scheduler verifying = Schedulers.fromExecutorService(bounded("hookward-verify-"));
    private final Scheduler settling = Schedulers.fromExecutorService(bounded("hookward-settle-"));
    private final Scheduler listening;

    /**
     * Starts no thread yet.
     *
     * @param virtualThreads whether listeners run on virtual threads; otherwise on platform threads
     * @throws UnsupportedOperationException if there are no virtual threads, before Java 21
     */
    public DeliverySchedulers(boolean virtualThreads) {
        // Without a bound, because the deliveries that are being handled have one: nothing waits for a thread
        ExecutorService threads = virtualThreads
                ? new ExecutorServiceAdapter(new VirtualThreadTaskExecutor("hookward-listener-"))
                : Executors.newCachedThreadPool(factory("hookward-listener-"));
        this.listening = Schedulers.fromExecutorService(threads);
    }

    /** As many threads as Reactor has for blocking work: verifying may wait for a source of secrets or for the store. */
    private static ExecutorService bounded(String name) {
        int threads = Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static CustomizableThreadFactory factory(String name) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory(name);
        factory.setDaemon(true);
        return factory;
    }

    /** For verifying and claiming. */
    Scheduler verifying() {
        return verifying;
    }

    /** For listeners. */
    Scheduler listening() {
        return listening;
    }

    /** For completing and releasing claims. */
    Scheduler settling() {
        return settling;
    }
}
