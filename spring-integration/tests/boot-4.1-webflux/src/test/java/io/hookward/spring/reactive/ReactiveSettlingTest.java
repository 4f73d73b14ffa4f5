package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hookward.claim.CaffeineDeliveryStore;
import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import io.hookward.request.WebhookRequest;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@DisplayName("A delivery to a reactive application")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.waiting.provider=github",
            "hookward.endpoints.waiting.secret=not-a-real-secret-of-github"
        })
@ActiveProfiles("default-security")
@Import(OpenApplication.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class ReactiveSettlingTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Application application;

    @Autowired
    private GatedStore store;

    @AfterEach
    void open() {
        application.gate.countDown();
        store.gate.countDown();
    }

    /** Handlers that wait for the test, and a filter that sees who has gone. */
    @TestConfiguration(proxyBeanMethods = false)
    @RestController
    static class Application {
        final CountDownLatch gate = new CountDownLatch(1);
        final List<String> events = new CopyOnWriteArrayList<>();

        @WebhookListener(endpoint = "github", event = "slow")
        void slow(WebhookDelivery delivery) {
            events.add("started");
            try {
                gate.await();
                events.add("done");
            } catch (InterruptedException halfway) {
                events.add("interrupted");
            }
        }

        @WebhookListener(endpoint = "github", event = "broken")
        void broken() {
            events.add("started");
            throw new NoClassDefFoundError("of an optional library");
        }

        @PostMapping("/webhooks/waiting")
        Mono<String> waiting(WebhookDelivery delivery) {
            return delivery.eventType().orElse("").equals("never")
                    ? Mono.<String>never().doOnSubscribe(begun -> events.add("started"))
                    : Mono.delay(Duration.ofMillis(1), Schedulers.parallel()).thenReturn("received");
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter observer() {
            return (exchange, chain) -> chain.filter(exchange).doOnCancel(() -> events.add("client gone"));
        }

        @Bean
        GatedStore store() {
            return new GatedStore();
        }
    }

    /** Waits before it completes a claim, and tells who had to. */
    static final class GatedStore implements DeliveryStore {
        final CountDownLatch gate = new CountDownLatch(1);
        final List<String> calls = new CopyOnWriteArrayList<>();
        private final DeliveryStore store = CaffeineDeliveryStore.builder().build();
        private volatile boolean failing;

        private void called(String what) {
            calls.add(Schedulers.isInNonBlockingThread() ? what + " on an event loop" : what);
        }

        @Override
        public Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
            called("claim");
            return store.claim(entries, token, lease);
        }

        @Override
        public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
            called("complete");
            try {
                gate.await();
            } catch (InterruptedException halfway) {
                calls.add("interrupted");
            }
            if (failing) {
                throw new DeliveryStoreException("out of reach");
            }
            return store.complete(entries, token);
        }

        @Override
        public boolean release(List<ClaimEntry> entries, ClaimToken token) {
            called("release");
            return store.release(entries, token);
        }

        @Override
        public boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
            return store.renew(entries, token, lease);
        }

        @Override
        public Optional<ClaimState> find(ClaimKey key) {
            return store.find(key);
        }

        @Override
        public boolean forget(ClaimKey key) {
            return store.forget(key);
        }

        @Override
        public void ping() {
            store.ping();
        }

        @Override
        public int purge(int atMost) {
            return store.purge(atMost);
        }
    }

    private static WebhookRequest delivery(String event) {
        return Senders.delivery("github").eventType(event).body("{}").valid();
    }

    private Wire sent(String path, WebhookRequest request) throws Exception {
        return Wire.to(port)
                .head(Wire.lines(path, request))
                .body(request, request.body().remaining());
    }

    /** Closes the connection when so much has happened, and lets a server that is told of it see that. */
    private void hangUp(String path, WebhookRequest request, Callable<Boolean> when) throws Exception {
        try (Wire wire = sent(path, request)) {
            await().until(when);
        }
        if ("netty".equals(System.getProperty("server"))) {
            await().until(() -> application.events.contains("client gone"));
        }
    }

    private int status(String path, WebhookRequest request) throws Exception {
        return Senders.send(port, path, request);
    }

    @Test
    @DisplayName("to a controller is answered only when the store has it as done, and no event loop waits for that")
    void completedFirst() throws Exception {
        try (Wire wire = sent("/webhooks/waiting", delivery("quick"))) {
            await().until(() -> store.calls.contains("complete"));
            assertThat(wire.isSilent()).isTrue();
            store.gate.countDown();
            assertThat(wire.status()).isEqualTo(200);
        }
        assertThat(store.calls).containsExactly("claim", "complete");
    }

    @Test
    @DisplayName(
            "that was handled and cannot be marked as done is answered 503, from a controller and from a listener alike")
    void notMarked() throws Exception {
        store.gate.countDown();
        application.gate.countDown();
        store.failing = true;
        WebhookRequest quick = delivery("quick");
        WebhookRequest slow = delivery("slow");

        try (Wire wire = sent("/webhooks/waiting", quick)) {
            assertThat(wire.status()).isEqualTo(503);
        }
        assertThat(status("/webhooks/github", slow)).isEqualTo(503);
        assertThat(store.calls).containsExactly("claim", "complete", "complete", "claim", "complete", "complete");

        assertThat(status("/webhooks/waiting", quick)).as("it is in flight").isEqualTo(503);
        assertThat(application.events).containsOnlyOnce("done");
    }

    @Test
    @DisplayName("to a listener is handled to its end when the client goes, and no retry runs beside it")
    void clientGone() throws Exception {
        WebhookRequest slow = delivery("slow");
        store.gate.countDown();
        hangUp("/webhooks/github", slow, () -> application.events.contains("started"));

        assertThat(status("/webhooks/github", slow)).isEqualTo(503);
        application.gate.countDown();
        await().until(() -> status("/webhooks/github", slow) == 200);

        assertThat(application.events).containsOnlyOnce("started", "done").doesNotContain("interrupted");
        assertThat(store.calls).contains("complete").doesNotContain("release");
    }

    @Test
    @DisplayName("whose claim the store completes stays done when the client goes meanwhile")
    void goneWhileCompleting() throws Exception {
        WebhookRequest quick = delivery("quick");
        hangUp("/webhooks/waiting", quick, () -> store.calls.contains("complete"));
        store.gate.countDown();

        await().until(() -> status("/webhooks/waiting", quick) == 200);
        assertThat(store.calls).doesNotContain("interrupted", "release").containsOnlyOnce("complete");
    }

    @Test
    @Tag("reactor-netty")
    @DisplayName("to a controller is free for the retry when the client goes, where the server tells that it has gone")
    void controllerCancelled() throws Exception {
        WebhookRequest never = delivery("never");
        hangUp("/webhooks/waiting", never, () -> application.events.contains("started"));
        await().until(() -> store.calls.contains("release"));

        try (Wire again = sent("/webhooks/waiting", never)) {
            await().until(() ->
                    application.events.stream().filter("started"::equals).count() == 2);
        }
    }

    @Test
    @DisplayName("to a listener that breaks for want of a class is answered 500, and free for the retry")
    void broken() throws Exception {
        WebhookRequest broken = delivery("broken");

        assertThat(status("/webhooks/github", broken)).isEqualTo(500);
        assertThat(status("/webhooks/github", broken)).isEqualTo(500);
        assertThat(application.events).containsExactly("started", "started");
        assertThat(store.calls).containsExactly("claim", "release", "claim", "release");
    }
}
