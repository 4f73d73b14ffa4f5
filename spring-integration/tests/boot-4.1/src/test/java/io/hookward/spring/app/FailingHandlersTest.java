package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@DisplayName("A handler that misbehaves, or answers later")
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.odd.provider=github",
            "hookward.endpoints.odd.secret=not-a-real-secret-of-github",
            "hookward.endpoints.pages.provider=github",
            "hookward.endpoints.pages.path=/pages/{kind}",
            "hookward.endpoints.pages.secret=not-a-real-secret-of-github"
        })
@Import(FailingHandlersTest.Pages.class)
class FailingHandlersTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Odd odd;

    private final String id = UUID.randomUUID().toString();

    @TestConfiguration(proxyBeanMethods = false)
    static class Odd {
        final List<String> called = new CopyOnWriteArrayList<>();
        private final Set<String> failed = ConcurrentHashMap.newKeySet();

        @WebhookListener(endpoint = "odd", event = "error")
        void error(WebhookDelivery delivery) {
            called.add("error " + delivery.id().orElse(""));
            if (failed.add(delivery.id().orElse(""))) {
                throw new StackOverflowError("the first attempt fails");
            }
        }

        @Order(1)
        @WebhookListener(endpoint = "odd", event = "interrupted")
        void interrupted() {
            Thread.currentThread().interrupt();
        }

        @Order(2)
        @WebhookListener(endpoint = "odd", event = "interrupted")
        CompletableFuture<Void> afterwards() {
            return CompletableFuture.runAsync(() -> called.add("afterwards"));
        }
    }

    @RestController
    static class Pages {
        private final Odd odd;

        Pages(Odd odd) {
            this.odd = odd;
        }

        @PostMapping("/pages/interrupted")
        String interrupted(WebhookDelivery delivery) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }

        @PostMapping("/pages/error")
        String error(WebhookDelivery delivery) {
            odd.error(delivery);
            return "handled";
        }

        @PostMapping("/pages/deferred")
        DeferredResult<String> deferred(WebhookDelivery delivery) {
            DeferredResult<String> result = new DeferredResult<>();
            later(() -> result.setResult("later"));
            return result;
        }

        @PostMapping("/pages/events")
        SseEmitter events(WebhookDelivery delivery) {
            SseEmitter emitter = new SseEmitter();
            later(() -> {
                try {
                    emitter.send("later");
                    emitter.complete();
                } catch (IOException gone) {
                    emitter.completeWithError(gone);
                }
            });
            return emitter;
        }

        private static void later(Runnable task) {
            Executor elsewhere = CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS);
            elsewhere.execute(task);
        }

        @PostMapping("/pages/stream")
        StreamingResponseBody stream(WebhookDelivery delivery) {
            return out -> out.write("later".getBytes(StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void forget() {
        odd.called.clear();
    }

    private HttpResponse<String> send(String path, String event) {
        WebhookRequest request = Http.signed(Providers.get("github"), "not-a-real-secret-of-github", id, event, "{}");
        return new Http(port).deliver(path, request);
    }

    @Test
    @DisplayName("a listener that throws an error is answered 500 and no login, and the retry is handled")
    void error() {
        HttpResponse<String> answer = send("/webhooks/odd", "error");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(send("/webhooks/odd", "error").statusCode()).isEqualTo(200);
        assertThat(odd.called).hasSize(2);
    }

    @Test
    @DisplayName("a controller that throws an error is answered 500, and the retry is handled")
    void errorOfController() {
        assertThat(send("/pages/error", "push").statusCode()).isEqualTo(500);
        assertThat(send("/pages/error", "push").body()).isEqualTo("handled");
    }

    @Test
    @DisplayName("a listener that leaves its thread interrupted stops neither the next one nor the answer")
    void interrupted() {
        assertThat(send("/webhooks/odd", "interrupted").statusCode()).isEqualTo(200);
        assertThat(odd.called).containsExactly("afterwards");
        assertThat(send("/webhooks/odd", "interrupted").headers().firstValue("Webhook-Duplicate"))
                .hasValue("true");
    }

    @Test
    @DisplayName("a controller that leaves its thread interrupted is answered as it wanted, and its delivery is done")
    void interruptedController() {
        assertThat(send("/pages/interrupted", "push").body()).isEqualTo("interrupted");
        assertThat(send("/pages/interrupted", "push").headers().firstValue("Webhook-Duplicate"))
                .hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deferred", "events", "stream"})
    @DisplayName("an answer that comes later leaves no warning in the log, and its delivery is done")
    void later(String kind, CapturedOutput output) {
        int before = output.getAll().length();

        HttpResponse<String> answer = send("/pages/" + kind, "push");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("later");
        assertThat(send("/pages/" + kind, "push").headers().firstValue("Webhook-Duplicate"))
                .hasValue("true");
        assertThat(output.getAll().substring(before)).doesNotContain("WARN").doesNotContain("Exception");
    }
}
