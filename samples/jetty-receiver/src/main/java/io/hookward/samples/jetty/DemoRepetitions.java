package io.hookward.samples.jetty;

import io.hookward.request.WebhookRequest;
import io.hookward.samples.jetty.DemoApplication.Mood;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What came before under the same id, and what became of it. */
final class DemoRepetitions implements DemoChapter {
    private static final String AVRA = "/webhooks/avra";
    private static final int AT_ONCE = 20;
    private static final int MOST_RETRIES = 100;

    @Override
    public void play(DemoStage stage, DemoTable table) throws Exception {
        TestDelivery delivery = stage.avra().delivery();
        stage.send(AVRA, delivery.valid());
        table.add("duplicate, first one done", "200 duplicate", stage.send(AVRA, delivery.valid()));
        inFlight(stage, table);
        atOnce(stage, table);
        failures(stage, table);
        conflicts(stage, table);
        replay(stage, table);
        withoutId(stage, table);
        store(stage, table);
    }

    private static void inFlight(DemoStage stage, DemoTable table) throws Exception {
        TestDelivery delivery = stage.avra().delivery().id("in-flight");
        stage.application.next("in-flight", Mood.WAIT);
        CompletableFuture<HttpAnswer> first = stage.to(AVRA).sendLater(delivery.valid());
        stage.application.awaitHeld();
        table.add("duplicate, first one in flight", "503 retry later", stage.send(AVRA, delivery.valid()));
        stage.application.letGo();
        table.add("the first one itself", "200 by application", stage.told(first.get(), true));
        table.add("and then its duplicate", "200 duplicate", stage.send(AVRA, delivery.valid()));
    }

    private static void atOnce(DemoStage stage, DemoTable table) throws Exception {
        WebhookRequest request = stage.avra().delivery().valid();
        int before = stage.application.calls();
        List<CompletableFuture<HttpAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(stage.to(AVRA).sendLater(request));
        }
        for (CompletableFuture<HttpAnswer> answer : answers) {
            answer.get();
        }
        int handled = stage.application.calls() - before;
        table.add("one delivery " + AT_ONCE + " times at once", "handled 1 time", "handled " + handled + " time");
    }

    private static void failures(DemoStage stage, DemoTable table) throws Exception {
        for (Mood mood : List.of(Mood.FAIL, Mood.THROW, Mood.FORGET)) {
            TestDelivery delivery = stage.avra().delivery().id(mood.name());
            stage.application.next(mood.name(), mood);
            String situation = switch (mood) {
                case FAIL -> "application answers 500";
                case THROW -> "application throws";
                default -> "application times out, asynchronously";
            };
            table.add(situation, "500 by application", stage.send(AVRA, delivery.valid()));
            table.add("and then the retry", "200 by application", retry(stage, delivery));
        }
        TestDelivery later = stage.avra().delivery().id("later");
        stage.application.next("later", Mood.LATER);
        table.add("application answers asynchronously", "200 by application", stage.send(AVRA, later.valid()));
        table.add("and then its duplicate", "200 duplicate", stage.send(AVRA, later.valid()));
    }

    /** As a provider does it: again, as long as it is told to come later. After a time-out, the answer may be ahead. */
    private static String retry(DemoStage stage, TestDelivery delivery) throws Exception {
        String seen = "";
        for (int attempt = 0; attempt < MOST_RETRIES && !seen.startsWith("200"); attempt++) {
            seen = stage.send(AVRA, delivery.valid());
        }
        return seen;
    }

    private static void conflicts(DemoStage stage, DemoTable table) throws Exception {
        TestDelivery first = stage.avra().delivery().id("conflict");
        TestDelivery other = stage.avra().delivery().id("conflict").field("/data/number", 2);
        stage.send(AVRA, first.valid());
        table.add("same id, other body", "200 duplicate, id conflict", stage.send(AVRA, other.valid()));
        stage.send("/demo/strict", first.valid());
        table.add(
                "same id, other body, at a strict endpoint",
                "409 id conflict, id_conflict",
                stage.send("/demo/strict", other.valid()));
    }

    private static void replay(DemoStage stage, DemoTable table) throws Exception {
        SimulatedProvider avra = stage.avra();
        WebhookRequest captured = avra.delivery().valid();
        stage.send(AVRA, captured);
        table.add(
                "captured, and sent again under a new, unsigned id",
                "401 signature_replayed",
                stage.send(AVRA, avra.replay(captured, "another")));
    }

    private static void withoutId(DemoStage stage, DemoTable table) throws Exception {
        WebhookRequest request = SimulatedProvider.of(DemoEndpoints.WITHOUT_ID, DemoEndpoints.SECRET)
                .delivery()
                .valid();
        table.add("no id", "200 by application, no id", stage.send("/demo/without-id", request));
        table.add("and again: nobody can know", "200 by application, no id", stage.send("/demo/without-id", request));
    }

    private static void store(DemoStage stage, DemoTable table) throws Exception {
        stage.store.reachable(false);
        table.add(
                "store out of reach",
                "503 retry later, store failed, store_unavailable",
                stage.send(AVRA, stage.avra().delivery().valid()));
        table.add(
                "store out of reach, at an endpoint that goes on without",
                "200 by application, store failed",
                stage.send("/demo/unclaimed", stage.avra().delivery().valid()));
        stage.store.reachable(true);
    }
}
