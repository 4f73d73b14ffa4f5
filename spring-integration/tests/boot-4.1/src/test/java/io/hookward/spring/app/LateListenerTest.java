package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.ReceiverListener;
import io.hookward.request.Delivery;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.spring.WebhookListener;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

@DisplayName("What a listener returns before it is done")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.hasty.provider=github",
            "hookward.endpoints.hasty.secret=not-a-real-secret-of-github",
            "hookward.endpoints.hasty.lease=2s"
        })
class LateListenerTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Late late;

    @TestConfiguration(proxyBeanMethods = false)
    static class Late {
        final List<String> events = new CopyOnWriteArrayList<>();
        volatile FutureTask<Void> neverRun = new FutureTask<>(() -> null);

        @WebhookListener(endpoint = "hasty", event = "stage")
        CompletableFuture<Void> stage() {
            return new CompletableFuture<>();
        }

        @WebhookListener(endpoint = "hasty", event = "future")
        Future<Void> future() {
            return neverRun;
        }

        @WebhookListener(endpoint = "hasty", event = "fails")
        Future<Void> fails() {
            return run(() -> {
                throw new IllegalStateException("always");
            });
        }

        @WebhookListener(endpoint = "hasty", event = "succeeds")
        Future<Void> succeeds() {
            return run(() -> {
                events.add("succeeded");
                return null;
            });
        }

        private static Future<Void> run(Callable<Void> work) {
            FutureTask<Void> task = new FutureTask<>(work);
            Executor elsewhere = CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS);
            elsewhere.execute(task);
            return task;
        }

        @Bean
        ReceiverListener outcomes() {
            return new ReceiverListener() {
                @Override
                public void completed(Delivery delivery, Duration took) {
                    events.add("completed");
                }

                @Override
                public void released(Delivery delivery, Duration took) {
                    events.add("released");
                }
            };
        }
    }

    private static WebhookRequest delivery(String event) {
        return Http.signed(
                Providers.get("github"),
                "not-a-real-secret-of-github",
                UUID.randomUUID().toString(),
                event,
                "{}");
    }

    private int send(String event) throws Exception {
        return new Http(port).deliver("/webhooks/hasty", delivery(event)).statusCode();
    }

    @BeforeEach
    void forget() {
        late.events.clear();
        late.neverRun = new FutureTask<>(() -> null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage", "future"})
    @DisplayName("fails when the lease of its claim is over, and is told to stop")
    void never(String event) throws Exception {
        assertThat(send(event)).isEqualTo(500);
        assertThat(late.events).contains("released").doesNotContain("completed");
        assertThat(late.neverRun.isCancelled()).isEqualTo(event.equals("future"));
    }

    @Test
    @DisplayName("is waited for, also where it is a plain future")
    void future() throws Exception {
        assertThat(send("succeeds")).isEqualTo(200);
        assertThat(late.events).containsExactly("succeeded", "completed");
        assertThat(send("fails")).isEqualTo(500);
        assertThat(late.events).containsExactly("succeeded", "completed", "released");
    }
}
