package io.hookward.samples.jetty;

import io.hookward.request.WebhookRequest;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A receiver on a free port. */
final class Running implements AutoCloseable {
    final Text printed = new Text();
    final List<ProviderEndpoint> endpoints;
    private final JettyReceiver receiver;
    private final HttpSender sender;

    Running(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("--port=0");
        Options parsed = Options.parse(arguments.toArray(String[]::new));
        endpoints = ProviderEndpoint.all(parsed.schemes(), new SecretVariables(Map.of()));
        receiver = JettyReceiver.start(parsed, endpoints, printed.stream());
        sender = HttpSender.to(receiver.base());
    }

    SimulatedProvider provider(ProviderEndpoint endpoint) {
        return SimulatedProvider.of(endpoint.scheme(), endpoint.secrets().get(0))
                .url(receiver.base().resolve(endpoint.path()).toString());
    }

    TestDelivery github() {
        return provider("github").delivery();
    }

    SimulatedProvider provider(String name) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.name().equals(name))
                .findFirst()
                .map(this::provider)
                .orElseThrow();
    }

    URI base() {
        return receiver.base();
    }

    long handledCount() {
        return receiver.handledCount();
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
