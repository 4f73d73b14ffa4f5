package io.hookward.testkit.check;

/** Cases of one kind. */
@FunctionalInterface
interface CheckCases {
    /** Sends the deliveries, and notes the results. */
    void check(CheckRun run) throws InterruptedException;
}
