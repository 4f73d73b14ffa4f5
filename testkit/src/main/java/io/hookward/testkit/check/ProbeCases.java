package io.hookward.testkit.check;

import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.TestDelivery;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What becomes of a delivery while it is being handled, and after that failed. The application obeys probes. */
final class ProbeCases implements CheckCases {
    private static final long SHORTEST_SLEEP_MS = 500;
    private static final long LONGEST_SLEEP_MS = 2000;
    private static final int MOST_RETRIES = 100;

    @Override
    public void check(CheckRun run) throws InterruptedException {
        if (!run.hasId() || !run.isBodyJsonObject()) {
            run.skip("repeated while it is being handled", "probes need a delivery id, and a JSON object as the body");
            return;
        }
        inFlight(run);
        failure(run);
    }

    /**
     * Sends a delivery twice at once. The application handles one of them and sleeps, so that the answer to the other comes
     * first. If it does not come before the end of that sleep, it proves nothing, and a longer sleep is tried.
     */
    private static void inFlight(CheckRun run) throws InterruptedException {
        long sleepMs = SHORTEST_SLEEP_MS;
        while (true) {
            TestDelivery delivery = run.delivery().field(ProbeHandler.FIELD, Map.of(ProbeHandler.SLEEP_MS, sleepMs));
            long before = run.handledCount();
            long start = System.nanoTime();
            CompletableFuture<HttpAnswer> one = run.sender().sendLater(delivery.valid());
            CompletableFuture<HttpAnswer> other = run.sender().sendLater(delivery.valid());
            CheckRun.awaitEither(one, other);
            boolean isInFlight = System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(sleepMs);
            CompletableFuture<HttpAnswer> early = one.isDone() ? one : other;
            ObservedAnswer duplicate = CheckRun.await(early);
            ObservedAnswer first = CheckRun.await(early == one ? other : one).withHandled(run.isHandledSince(before));
            if (isInFlight || sleepMs >= LONGEST_SLEEP_MS) {
                run.add("repeated while it is being handled", run.expect().inFlight(), duplicate);
                run.add("the one that is being handled", run.expect().handled(), first);
                again("repeated after that", run.expect().duplicate(), delivery, run);
                return;
            }
            sleepMs *= 2;
        }
    }

    private static void failure(CheckRun run) throws InterruptedException {
        Map<String, Object> probe = Map.of(ProbeHandler.KEY, UUID.randomUUID().toString(), ProbeHandler.FAIL, 1);
        TestDelivery delivery = run.delivery().field(ProbeHandler.FIELD, probe);
        again("application fails", run.expect().applicationFailure(), delivery, run);
        ObservedAnswer retried = run.send(delivery.valid());
        // The receiver may answer before it has released the claim.
        for (int i = 0; i < MOST_RETRIES && retried.status() == 503; i++) {
            retried = run.send(delivery.valid());
        }
        run.add("repeated after the failure", run.expect().handled(), retried);
        again("repeated after it was handled at last", run.expect().duplicate(), delivery, run);
    }

    private static void again(String name, Expectation expected, TestDelivery delivery, CheckRun run)
            throws InterruptedException {
        run.check(name, expected, run.sender(), delivery, TestDelivery::valid);
    }
}
