package io.hookward.samples.jetty;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.Requests;
import io.hookward.testkit.TestDelivery;
import java.time.Duration;

/** Who signed it, and when. */
final class DemoSignatures implements DemoChapter {
    private static final String AVRA = "/webhooks/avra";

    @Override
    public void play(DemoStage stage, DemoTable table) throws Exception {
        table.add(
                "valid", "200 by application", stage.send(AVRA, delivery(stage).valid()));
        table.add(
                "tampered: one bit of the body changed",
                "401 signature_mismatch",
                stage.send(AVRA, delivery(stage).tampered()));
        table.add(
                "forged: signed with another secret",
                "401 signature_mismatch",
                stage.send(AVRA, delivery(stage).forged()));
        table.add(
                "no signature",
                "401 signature_missing",
                stage.send(AVRA, delivery(stage).unsigned()));
        table.add(
                "malformed signature",
                "401 signature_malformed",
                stage.send(AVRA, delivery(stage).malformed()));
        times(stage, table);
        secrets(stage, table);
        answers(stage, table);
    }

    private static void times(DemoStage stage, DemoTable table) throws Exception {
        Duration tolerance = Duration.ofMinutes(5);
        table.add(
                "as old as is tolerated",
                "200 by application",
                stage.send(
                        AVRA,
                        delivery(stage)
                                .sentAt(stage.clock.instant().minus(tolerance))
                                .valid()));
        table.add(
                "stale: a second older",
                "401 timestamp_too_old",
                stage.send(
                        AVRA,
                        delivery(stage)
                                .sentAt(stage.clock.instant().minus(tolerance).minusSeconds(1))
                                .valid()));
        table.add(
                "from the future, further than is tolerated",
                "401 timestamp_too_new",
                stage.send(
                        AVRA,
                        delivery(stage)
                                .sentAt(stage.clock.instant().plus(tolerance).plusSeconds(1))
                                .valid()));
        table.add(
                "no time of sending",
                "401 timestamp_missing",
                stage.send(AVRA, Requests.without(delivery(stage).valid(), "X-Avra-Timestamp")));
        table.add(
                "malformed time of sending",
                "401 timestamp_malformed",
                stage.send(AVRA, Requests.with(delivery(stage).valid(), "X-Avra-Timestamp", "yesterday")));
    }

    private static void secrets(DemoStage stage, DemoTable table) throws Exception {
        WebhookRequest inGrace = delivery(stage).signedBy(DemoEndpoints.OLD_SECRET);
        table.add("old secret, in its grace", "200 by application", stage.send("/demo/rotating", inGrace));
        stage.clock.advance(DemoEndpoints.GRACE.plusSeconds(1));
        WebhookRequest afterGrace = delivery(stage).signedBy(DemoEndpoints.OLD_SECRET);
        table.add("old secret, after its grace", "401 secret_expired", stage.send("/demo/rotating", afterGrace));
        table.add(
                "new secret, after the old one's grace",
                "200 by application",
                stage.send("/demo/rotating", delivery(stage).valid()));
        table.add(
                "endpoint without a usable secret",
                "503 retry later, no_usable_secret",
                stage.send("/demo/expired", delivery(stage).valid()));
        table.add(
                "unsigned, at an endpoint that says it takes that",
                "200 by application",
                stage.send("/demo/unsigned", delivery(stage).unsigned()));
        table.add(
                "forged, for a provider that needs status 422",
                "422 signature_mismatch",
                stage.send("/demo/refusing-422", delivery(stage).forged()));
    }

    /** Whatever was wrong, a forger reads the same. */
    private static void answers(DemoStage stage, DemoTable table) throws Exception {
        String missing = stage.to(AVRA).send(delivery(stage).unsigned()).body();
        String wrong = stage.to(AVRA).send(delivery(stage).forged()).body();
        String stale = stage.to(AVRA).send(delivery(stage).stale()).body();
        table.add(
                "bodies of the answers to missing, wrong and stale",
                "the same",
                missing.equals(wrong) && wrong.equals(stale) ? "the same" : "different");
    }

    private static TestDelivery delivery(DemoStage stage) {
        return stage.avra().delivery();
    }
}
