package io.hookward.testkit.check;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.TestDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Deliveries that come again. */
final class RepetitionCases implements CheckCases {
    private static final int AT_ONCE = 20;
    private static final String REPEATED = "repeated after it was handled";

    @Override
    public void check(CheckRun run) throws InterruptedException {
        if (!run.hasId()) {
            run.skip(REPEATED, "the scheme has no delivery id");
            return;
        }
        TestDelivery delivery = run.delivery();
        run.send(delivery.valid());
        run.check(REPEATED, run.expect().duplicate(), run.sender(), delivery, TestDelivery::valid);
        atOnce(run);
        conflict(run);
        replay(run);
    }

    private static void atOnce(CheckRun run) throws InterruptedException {
        String name = AT_ONCE + " times at once";
        if (!run.isCounted()) {
            run.skip(name, "it is not known how many deliveries are handled");
            return;
        }
        WebhookRequest request = run.delivery().valid();
        long before = run.handledCount();
        List<CompletableFuture<HttpAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(run.sender().sendLater(request));
        }
        for (CompletableFuture<HttpAnswer> answer : answers) {
            CheckRun.await(answer);
        }
        long handled = run.handledCount() - before;
        run.add(name, "handled once", handled == 1 ? "handled once" : "handled " + handled + " times", handled == 1);
    }

    private static void conflict(CheckRun run) throws InterruptedException {
        String name = "same id, other body";
        if (!run.isIdFree()) {
            run.skip(name, "the delivery id is derived from the content");
            return;
        }
        String id = UUID.randomUUID().toString();
        run.send(run.delivery().id(id).valid());
        run.check(name, run.expect().conflict(), delivery -> delivery.id(id).valid());
    }

    /** Somebody who captured a delivery sends it again as if it were a new one. */
    private static void replay(CheckRun run) throws InterruptedException {
        String name = "captured, and sent again under another id";
        if (run.method().isSigned(run.method().deliveryId().get(0))) {
            run.skip(name, "the scheme signs the delivery id");
        } else if (!run.method().isTimeSigned()) {
            run.skip(name, "the scheme signs no timestamp, so that nobody can tell");
        } else if (!run.expect().isExact() && !run.isCounted()) {
            run.skip(name, "it is not known which deliveries are handled");
        } else {
            WebhookRequest captured = run.delivery().valid();
            run.send(captured);
            run.check(
                    name,
                    run.expect().replayed(),
                    delivery ->
                            run.provider().replay(captured, UUID.randomUUID().toString()));
        }
    }
}
