package io.hookward.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Locale;

/** How much heap the store in memory needs for an id that is done. Run it with a heap of 400 bytes for each id. */
public final class HeapPerId {
    private HeapPerId() {}

    /**
     * Prints one line of JSON.
     *
     * @param args how many ids
     */
    public static void main(String[] args) {
        long ids = Long.parseLong(args[0]);
        System.out.printf(
                Locale.ROOT,
                "{\"ids\":%d,\"idLength\":%d,\"bytesPerId\":%.1f}%n",
                ids,
                FreshIds.LENGTH,
                bytesPerId(ids));
    }

    static double bytesPerId(long ids) {
        long before = used();
        StoreCalls store = new StoreCalls(ids);
        FreshIds fresh = new FreshIds(1);
        for (long i = 0; i < ids; i++) {
            store.claimAndComplete(fresh.next());
        }
        long after = used();
        // Keeps the store reachable until here, and proves that it forgot nothing.
        if (!store.isDone(new FreshIds(1).next())) {
            throw new IllegalStateException("the first id is forgotten");
        }
        return (after - before) / (double) ids;
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
