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
import io.hookward.testkit.TestDelivery;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** A receiver whose clock, store and application obey the test, and somebody who sends to it. */
final class ControlledReceiver implements AutoCloseable {
    final MutableClock clock = MutableClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    final SwitchedStore store = new SwitchedStore();
    final ObedientServlet application = new ObedientServlet();

    private final RecordingListener listener = new RecordingListener();
    private final JettyServer server = JettyServer.bind(0);
    private final HttpSender sender = HttpSender.to(server.base());

    /** Starts one on a free port, with the special endpoints. */
    ControlledReceiver() throws Exception {
        List<WebhookEndpoint> endpoints = SpecialEndpoints.all(clock);
        server.servletContext()
                .addFilter("reads early", (request, response, chain) -> {
                    request.getInputStream().readAllBytes();
                    chain.doFilter(request, response);
                })
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/special/read-early");
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoints(endpoints)
                .store(store.store())
                .listener(listener)
                .clock(clock)
                .build();
        WebhookFilter.builder(receiver).build().register(server.servletContext());
        server.servlet(
                        application,
                        endpoints.stream().map(WebhookEndpoint::path).toArray(String[]::new))
                .start();
    }

    /** A new delivery of Avra, which signs a timestamp, and has its id in a header that it does not sign. */
    TestDelivery delivery() {
        return avra().delivery();
    }

    SimulatedProvider avra() {
        return SimulatedProvider.of(SpecialEndpoints.AVRA, SpecialEndpoints.SECRET)
                .clock(clock);
    }

    HttpSender to(String path) {
        return sender.at(URI.create("http://" + server.base().getAuthority() + path));
    }

    /** Sends to this path, and gives what {@link #told} does. */
    String send(String path, WebhookRequest request) throws Exception {
        return send(to(path), request);
    }

    String send(HttpSender to, WebhookRequest request) throws Exception {
        listener.take();
        int before = application.calls();
        HttpAnswer answer = to.send(request);
        return told(answer, application.calls() > before);
    }

    /** The status, who answered, and what the receiver's listener recorded. */
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
