package io.hookward.jdbc;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * One call of a store.
 *
 * @param name what the store is to do, for messages: claim, complete …
 * @param limit how long the database may take for it
 * @param oneStep whether the work is one step by itself; if not, it needs a transaction
 * @param repeatable whether the answer is still right if the work was done before and its answer was lost
 * @param keeps whether an answer means that the work is to stay; if not, a transaction is rolled back
 * @param work what to do
 */
record Call<T>(String name, Duration limit, boolean oneStep, boolean repeatable, Predicate<T> keeps, Work<T> work) {

    /** A call of a single statement, which stays whatever the answer. */
    static <T> Call<T> ofOneStep(String name, Duration limit, Work<T> work) {
        return new Call<>(name, limit, true, true, answer -> true, work);
    }

    Call<T> once() {
        return new Call<>(name, limit, oneStep, false, keeps, work);
    }
}
