package io.hookward.inbox;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads of an inbox. */
final class Threads {
    private Threads() {}

    /** As many threads as there are tasks, which end when they are idle. */
    static ExecutorService cached(String name) {
        return Executors.newCachedThreadPool(factory(name));
    }

    static ThreadFactory factory(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * A virtual thread for each task.
     *
     * @throws UnsupportedOperationException on a Java older than 21
     */
    static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException missing) {
            throw new UnsupportedOperationException("virtual threads need Java 21 or newer", missing);
        }
    }
}
