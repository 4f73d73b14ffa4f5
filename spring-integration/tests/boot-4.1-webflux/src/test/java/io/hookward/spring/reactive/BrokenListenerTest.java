package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.spring.WebhookListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("A listener of a reactive application")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.breaking.provider=github",
            "hookward.endpoints.breaking.secret=not-a-real-secret-of-github"
        })
class BrokenListenerTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Breaking breaking;

    /** Listeners that fail in ways that Reactor considers fatal. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Breaking {
        final List<String> events = new CopyOnWriteArrayList<>();

        @WebhookListener(endpoint = "breaking", event = "class")
        void missingClass() {
            events.add("called");
            throw new NoClassDefFoundError("of an optional library");
        }

        @WebhookListener(endpoint = "breaking", event = "stack")
        void stack() {
            events.add("called");
            throw new StackOverflowError();
        }

        @WebhookListener(endpoint = "breaking", event = "assertion")
        void assertion() {
            events.add("called");
            throw new AssertionError("never");
        }

        @WebhookListener(endpoint = "breaking", event = "mono")
        Mono<Void> mono() {
            events.add("called");
            return Mono.fromRunnable(() -> {
                throw new NoClassDefFoundError("of an optional library");
            });
        }

        @WebhookListener(endpoint = "breaking", event = "flux")
        Flux<String> flux() {
            events.add("called");
            return Flux.just("one").map(one -> {
                throw new StackOverflowError();
            });
        }

        @WebhookListener(endpoint = "breaking", event = "interrupted")
        Mono<Void> interrupted() {
            Thread.currentThread().interrupt();
            return Mono.fromRunnable(
                    () -> events.add("interrupted " + Thread.currentThread().isInterrupted()));
        }
    }

    private static WebhookRequest delivery(String event) {
        return Senders.delivery("github").eventType(event).body("{}").valid();
    }

    private int send(WebhookRequest delivery) throws Exception {
        return Senders.send(port, "/webhooks/breaking", delivery);
    }

    @BeforeEach
    void forget() {
        breaking.events.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"class", "stack", "assertion", "mono", "flux"})
    @DisplayName("that fails with an Error is answered 500, and the delivery is free for the retry")
    void error(String event) throws Exception {
        WebhookRequest delivery = delivery(event);

        assertThat(send(delivery)).isEqualTo(500);
        assertThat(send(delivery)).isEqualTo(500);
        assertThat(breaking.events).containsExactly("called", "called");
    }

    @Test
    @DisplayName("that interrupts its thread does not disturb what it returns")
    void interrupted() throws Exception {
        assertThat(send(delivery("interrupted"))).isEqualTo(200);
        assertThat(breaking.events).containsExactly("interrupted false");
    }
}
