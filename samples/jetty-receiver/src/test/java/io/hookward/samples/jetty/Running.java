package io.hookward.samples.jetty;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A receiver on a free port. */
final class Running implements AutoCloseable {
    final Text printed = new Text();
    final List<Mount> mounts;
    private final JettyReceiver receiver;
    private final HttpSender sender;

    Running(String... options) throws Exception {
        Options parsed = Options.parse(options);
        mounts = Mounts.of(parsed.schemes(), new SecretVariables(Map.of()));
        receiver = JettyReceiver.start(
                new Options(
                        0,
                        parsed.maxBody(),
                        parsed.schemes(),
                        parsed.testHandler(),
                        parsed.processedFile(),
                        null,
                        false,
                        false),
                mounts,
                printed.stream());
        sender = HttpSender.to(receiver.base());
    }

    SimulatedProvider provider(Mount mount) {
        return SimulatedProvider.of(mount.scheme(), mount.secrets().get(0))
                .url(receiver.base().resolve(mount.path()).toString());
    }

    TestDelivery github() {
        Mount github = mounts.stream()
                .filter(mount -> mount.scheme() == Providers.get("github"))
                .findFirst()
                .orElseThrow();
        return provider(github).delivery();
    }

    HttpSender to(String path) {
        return sender.at(receiver.base().resolve(path));
    }

    HttpAnswer send(String path, WebhookRequest request) throws Exception {
        return to(path).send(request);
    }

    HttpAnswer get(String path) throws Exception {
        return send(path, WebhookRequest.builder().method("GET").build());
    }

    @Override
    public void close() throws IOException {
        receiver.close();
    }
}
