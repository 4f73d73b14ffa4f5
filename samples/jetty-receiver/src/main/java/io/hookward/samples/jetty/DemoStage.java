package io.hookward.samples.jetty;

import io.hookward.Answer;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.WebhookRequest;
import io.hookward.servlet.WebhookFilter;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import io.hookward.testkit.MutableClock;
import io.hookward.testkit.SimulatedProvider;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A receiver of one's own, whose clock, store and application do as they are told, and somebody who sends to it. */
final class DemoStage implements AutoCloseable {
    final MutableClock clock = MutableClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    final DemoStore store = new DemoStore();
    final DemoApplication application = new DemoApplication();
    final List<Mount> providers;

    private final DemoListener listener = new DemoListener();
    private final ReceiverServer server;
    private final HttpSender sender;

    private DemoStage(ReceiverServer server, List<Mount> providers) {
        this.server = server;
        this.providers = providers;
        this.sender = HttpSender.to(server.base());
    }

    /** Starts one on a free port, with endpoints for all providers and the special ones. */
    static DemoStage open() throws Exception {
        ReceiverServer server = ReceiverServer.bind(0);
        DemoStage stage = new DemoStage(server, Mounts.of(List.of(), new SecretVariables(Map.of())));
        List<WebhookEndpoint> endpoints = new ArrayList<>(DemoEndpoints.all(stage.clock));
        for (Mount provider : stage.providers) {
            endpoints.add(provider.endpoint(server.base(), WebhookEndpoint.DEFAULT_MAX_BODY_BYTES));
        }
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoints(endpoints)
                .store(stage.store)
                .listener(stage.listener)
                .clock(stage.clock)
                .build();
        WebhookFilter filter = WebhookFilter.builder(receiver).build();
        server.filter(
                        (request, response, chain) -> {
                            request.getInputStream().readAllBytes();
                            chain.doFilter(request, response);
                        },
                        "/demo/read-early")
                .webhooks(filter)
                .servlet(
                        stage.application,
                        endpoints.stream().map(WebhookEndpoint::path).toArray(String[]::new))
                .start();
        return stage;
    }

    /** Avra, which signs a time, and has its id in a header that it does not sign. */
    SimulatedProvider avra() {
        return SimulatedProvider.of(DemoEndpoints.AVRA, DemoEndpoints.SECRET).clock(clock);
    }

    /** The URL of a path. */
    String url(String path) {
        return server.base().resolve(path).toString();
    }

    /** Somebody who sends to this path. */
    HttpSender to(String path) {
        return sender.at(URI.create("http://" + server.base().getAuthority() + path));
    }

    /** Sends to this path, and tells what became of it. */
    String send(String path, WebhookRequest request) throws Exception {
        return send(to(path), request);
    }

    String send(HttpSender to, WebhookRequest request) throws Exception {
        listener.take();
        int before = application.calls();
        HttpAnswer answer = to.send(request);
        return told(answer, application.calls() > before);
    }

    /** The status, who answered, and what the receiver's listener heard. */
    String told(HttpAnswer answer, boolean handled) {
        List<String> words = new ArrayList<>();
        words.add(String.valueOf(answer.status()));
        if (handled) {
            words.add("by application");
        }
        if ("true".equals(answer.headers().first(Answer.DUPLICATE_HEADER))) {
            words.add("duplicate");
        }
        String allow = answer.headers().first("Allow");
        if (allow != null) {
            words.add("allow " + allow);
        }
        if (answer.headers().first("Retry-After") != null) {
            words.add("retry later");
        }
        words.addAll(listener.take());
        return String.join(", ", words).replaceFirst(",", "");
    }

    @Override
    public void close() {
        server.close();
    }
}
