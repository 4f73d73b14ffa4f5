package io.hookward.testkit.explain;

import java.util.ArrayList;
import java.util.List;

/** All orders of a few things. */
final class Permutations {
    private Permutations() {}

    /** The orders of the numbers below {@code count}, the original one among them. */
    static List<List<Integer>> of(int count) {
        List<List<Integer>> all = new ArrayList<>();
        extend(count, new ArrayList<>(), all);
        return all;
    }

    private static void extend(int count, List<Integer> begun, List<List<Integer>> all) {
        if (begun.size() == count) {
            all.add(List.copyOf(begun));
            return;
        }
        for (int i = 0; i < count; i++) {
            if (!begun.contains(i)) {
                begun.add(i);
                extend(count, begun, all);
                begun.remove(begun.size() - 1);
            }
        }
    }
}
