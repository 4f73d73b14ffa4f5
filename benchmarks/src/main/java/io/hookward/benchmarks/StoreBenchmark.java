package io.hookward.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Claims in memory. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
public class StoreBenchmark {
    private static final long MORE_THAN_AN_ITERATION = 100_000_000;

    /** A store that begins each iteration empty. */
    @State(Scope.Benchmark)
    public static class Empty {
        private StoreCalls store;

        /** Begins with a store that remembers nothing. */
        @Setup(Level.Iteration)
        public void forget() {
            store = new StoreCalls(MORE_THAN_AN_ITERATION);
        }
    }

    /** A store that knows all ids it is asked for. */
    @State(Scope.Benchmark)
    public static class Filled {
        private static final int IDS = 1 << 17;

        private final String[] ids = new String[IDS];
        private StoreCalls store;

        /** Fills the store. */
        @Setup
        public void fill() {
            store = new StoreCalls(IDS);
            FreshIds fresh = new FreshIds(0);
            for (int i = 0; i < IDS; i++) {
                ids[i] = fresh.next();
                store.claimAndComplete(ids[i]);
            }
        }
    }

    /** The ids of one thread. */
    @State(Scope.Thread)
    public static class Caller {
        private static final AtomicInteger SERIES = new AtomicInteger();

        private final FreshIds fresh = new FreshIds(SERIES.incrementAndGet());
        private int next;
    }

    /** A fresh id, claimed and completed. */
    @Benchmark
    public boolean claimAndComplete(Empty empty, Caller caller) {
        return empty.store.claimAndComplete(caller.fresh.next());
    }

    /** An id that was done before. */
    @Benchmark
    public boolean claimDuplicate(Filled filled, Caller caller) {
        return filled.store.isDone(filled.ids[caller.next++ & (Filled.IDS - 1)]);
    }
}
