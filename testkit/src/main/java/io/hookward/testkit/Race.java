package io.hookward.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Lets many threads go through the same steps and meet at each.
 *
 * <p>A barrier alone does not make a race: it wakes its threads one after the other, and a step in memory is over before
 * the second is awake. So whoever is first at a step spins for a moment until as many as have a processor are there.
 */
final class Race {

    private static final long PATIENCE = TimeUnit.MICROSECONDS.toNanos(20);

    private final AtomicIntegerArray arrived;
    private final int company;

    private Race(int runners, int steps) {
        arrived = new AtomicIntegerArray(steps);
        company = Math.min(runners, Runtime.getRuntime().availableProcessors());
    }

    /** What a runner does at a step. */
    interface Step {
        void run(int runner, int step);
    }

    /** Runs the race, and returns when all are home. */
    static void of(int runners, int steps, Step action) {
        new Race(runners, steps).run(runners, action);
    }

    private void run(int runners, Step action) {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        CyclicBarrier start = new CyclicBarrier(runners);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int runner = i;
                running.add(threads.submit(() -> {
                    start.await();
                    for (int step = 0; step < arrived.length(); step++) {
                        meet(step);
                        action.run(runner, step);
                    }
                    return runner;
                }));
            }
            for (Future<?> each : running) {
                each.get(1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The race was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("A runner did not come home", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void meet(int step) {
        long since = System.nanoTime();
        arrived.incrementAndGet(step);
        while (arrived.get(step) < company && System.nanoTime() - since < PATIENCE) {
            Thread.onSpinWait();
        }
    }
}
