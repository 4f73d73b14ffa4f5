package io.hookward.samples.jetty;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.Source;
import io.hookward.secret.Secret;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every provider of the catalogue that can be simulated. */
final class DemoProviders implements DemoChapter {
    @Override
    public void play(DemoStage stage, DemoTable table) throws Exception {
        List<Mount> all = stage.providers.stream()
                .filter(mount -> SimulatedProvider.canBe(mount.scheme()))
                .toList();
        each(all, "valid", TestDelivery::valid, mount -> "200 by application", stage, table);
        each(all, "forged", TestDelivery::forged, DemoProviders::refusal, stage, table);
        each(bodySigned(all), "tampered", TestDelivery::tampered, DemoProviders::refusal, stage, table);
        WebhookRequest handshake = provider(mount(all, "slack"), stage)
                .delivery()
                .body("{\"type\":\"url_verification\",\"challenge\":\"demo-challenge\"}")
                .valid();
        table.add(
                "Slack's handshake, signed",
                "demo-challenge",
                stage.to("/webhooks/slack").send(handshake).body());
    }

    private static void each(
            List<Mount> mounts,
            String what,
            Function<TestDelivery, WebhookRequest> variant,
            Function<Mount, String> expected,
            DemoStage stage,
            DemoTable table)
            throws Exception {
        List<String> others = new ArrayList<>();
        for (Mount mount : mounts) {
            String seen = stage.send(
                    mount.path(), variant.apply(provider(mount, stage).delivery()));
            if (!seen.startsWith(expected.apply(mount))) {
                others.add(mount.scheme().name() + ": " + seen);
            }
        }
        String all = what.equals("valid") ? "each handled" : "each refused";
        table.add(
                what + ", from each of " + mounts.size() + " providers",
                all,
                others.isEmpty() ? all : String.join("; ", others));
    }

    private static String refusal(Mount mount) {
        return String.valueOf(mount.scheme().facts().refusalStatus());
    }

    /** A token proves who sends, and not what. */
    private static List<Mount> bodySigned(List<Mount> mounts) {
        return mounts.stream()
                .filter(mount -> mount.scheme().methods().get(0).isSigned(Source.parse("fingerprint")))
                .toList();
    }

    private static SimulatedProvider provider(Mount mount, DemoStage stage) {
        Secret secret = mount.secrets().get(0);
        return SimulatedProvider.of(mount.scheme(), secret).clock(stage.clock).url(stage.url(mount.path()));
    }

    private static Mount mount(List<Mount> mounts, String name) {
        return mounts.stream()
                .filter(mount -> mount.scheme() == Providers.get(name))
                .findFirst()
                .orElseThrow();
    }
}
