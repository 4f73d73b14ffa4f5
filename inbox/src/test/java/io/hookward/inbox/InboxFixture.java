package io.hookward.inbox;

import io.hookward.Answer;
import io.hookward.Reception;
import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.testkit.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A receiver with an endpoint of GitHub's kind, and an inbox on a database of its own. */
final class InboxFixture implements AutoCloseable {
    static final Secret SECRET = Secret.of("only/for/tests/and/nothing/else/");
    static final RetryPolicy FAST = RetryPolicy.builder()
            .delays(Duration.ofMillis(20), Duration.ofMillis(100))
            .maxAttempts(5)
            .build();

    final SimulatedProvider github = SimulatedProvider.of(Providers.get("github"), SECRET);
    final WebhookEndpoint endpoint =
            WebhookEndpoint.builder(Providers.get("github")).secrets(SECRET).build();
    final @Nullable DataSource source;
    private final List<Inbox> inboxes = new ArrayList<>();
    private final Map<Inbox, WebhookReceiver> receivers = new ConcurrentHashMap<>();

    InboxFixture(@Nullable DataSource source) {
        this.source = source;
    }

    static EndpointPolicy.Builder fast() {
        return EndpointPolicy.builder().retry(FAST).lease(Duration.ofSeconds(2));
    }

    /** One more process, so to speak. */
    Inbox inbox(UnaryOperator<InboxBuilder> settings) {
        InboxBuilder builder = Inbox.builder(source)
                .createTables()
                .policy(fast().build())
                .pollInterval(Duration.ofMillis(50))
                .shutdownGrace(Duration.ofSeconds(5));
        Inbox inbox = settings.apply(builder).build();
        inboxes.add(inbox);
        return inbox;
    }

    Inbox started(UnaryOperator<InboxBuilder> settings) {
        Inbox inbox = inbox(settings);
        inbox.start();
        return inbox;
    }

    WebhookReceiver receiver(Inbox inbox) {
        return receivers.computeIfAbsent(
                inbox,
                each -> WebhookReceiver.builder()
                        .endpoint(endpoint)
                        .acceptor(each)
                        .build());
    }

    WebhookRequest request(String id) {
        return github.delivery().id(id).valid();
    }

    WebhookRequest request(String id, String body) {
        return github.delivery().id(id).body(body).valid();
    }

    Reception deliver(Inbox inbox, WebhookRequest request) {
        return receiver(inbox).receive(endpoint, request);
    }

    Answer answer(Inbox inbox, WebhookRequest request) {
        return Answer.to(deliver(inbox, request));
    }

    /** Stores deliveries with these ids. */
    void accept(Inbox inbox, String... ids) {
        for (String id : ids) {
            Reception reception = deliver(inbox, request(id));
            if (!(reception instanceof Reception.Accepted)) {
                throw new AssertionError("not accepted: " + reception);
            }
        }
    }

    DeliverySummary row(Inbox inbox, String id) {
        return inbox.deliveries()
                .list(null, 10, DeliveryFilter.ALL.id(id))
                .deliveries()
                .get(0);
    }

    DeliveryStatus status(Inbox inbox, String id) {
        return row(inbox, id).status();
    }

    long rows() {
        return TestDatabase.number(source, "SELECT COUNT(*) FROM hookward_inbox");
    }

    @Override
    public void close() {
        inboxes.forEach(Inbox::close);
    }
}
