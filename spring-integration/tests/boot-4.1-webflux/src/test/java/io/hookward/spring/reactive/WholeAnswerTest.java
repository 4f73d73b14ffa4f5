package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.hookward.Answer;
import io.hookward.request.WebhookRequest;
import io.hookward.spring.WebhookDelivery;
import io.hookward.testkit.HttpAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@DisplayName("A reactive controller that answers with several elements")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.halfway.provider=github",
            "hookward.endpoints.halfway.secret=not-a-real-secret-of-github"
        })
@ActiveProfiles("default-security")
@Import(OpenApplication.class)
class WholeAnswerTest {
    private static final String PATH = "/webhooks/halfway";
    private static final String LONG = "x".repeat(5_000);

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Controller controller;

    /** Answers in pieces, as the event type says. */
    @TestConfiguration(proxyBeanMethods = false)
    @RestController
    static class Controller {
        final List<String> handled = new CopyOnWriteArrayList<>();
        final Sinks.Empty<String> end = Sinks.empty();

        @PostMapping(PATH)
        Flux<String> halfway(WebhookDelivery delivery, ServerWebExchange exchange) {
            String type = delivery.eventType().orElse("");
            handled.add(delivery.id().orElse(""));
            if (type.endsWith("-stream")) {
                exchange.getResponse().getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
            }
            Flux<String> pieces = type.startsWith("long") || type.equals("endless")
                    ? Flux.just(LONG, LONG, LONG)
                            .concatMap(piece -> Mono.just(piece).delayElement(Duration.ofMillis(1)))
                    : Flux.just("one", "two")
                            .concatMap(piece -> Mono.just(piece).delayElement(Duration.ofMillis(1)));
            if (type.equals("endless")) {
                return pieces.concatWith(end.asMono());
            }
            return type.contains("broken")
                    ? pieces.concatWith(Mono.error(new IllegalStateException("behind the first element")))
                    : pieces;
        }

        long handled(WebhookRequest request) {
            String id = request.headers().first("X-GitHub-Delivery");
            return handled.stream().filter(id::equals).count();
        }
    }

    private static WebhookRequest delivery(String event) {
        return Senders.delivery("github").eventType(event).body("{}").valid();
    }

    private HttpAnswer send(WebhookRequest request) throws Exception {
        return new Http(port).deliver(PATH, request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "broken-stream"})
    @DisplayName("and fails behind the first is answered 500, and the delivery is free for the retry")
    void fails(String event) throws Exception {
        WebhookRequest delivery = delivery(event);

        assertThat(send(delivery).status()).isEqualTo(500);
        assertThat(send(delivery).status()).isEqualTo(500);
        assertThat(controller.handled(delivery)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"long-broken", "long-broken-stream"})
    @DisplayName("and fails when the answer has begun to leave, cuts it short, and the delivery is free for the retry")
    void failsLate(String event) {
        WebhookRequest delivery = delivery(event);

        assertThat(catchThrowable(() -> send(delivery))).isInstanceOf(IOException.class);
        assertThat(catchThrowable(() -> send(delivery))).isInstanceOf(IOException.class);
        assertThat(controller.handled(delivery)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "whole-stream", "long-whole", "long-whole-stream"})
    @DisplayName("and succeeds sends all of them, and the delivery is done")
    void succeeds(String event) throws Exception {
        WebhookRequest delivery = delivery(event);
        HttpAnswer answer = send(delivery);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().replaceAll("data:|\\s", ""))
                .isEqualTo(event.startsWith("long") ? LONG + LONG + LONG : "onetwo");
        assertThat(send(delivery).headers().first(Answer.DUPLICATE_HEADER)).isEqualTo("true");
        assertThat(controller.handled(delivery)).isOne();
    }

    @Test
    @DisplayName("and does not end yet keeps no more than 8 KiB of them, and its delivery is done when it does")
    void leaves() throws Exception {
        WebhookRequest delivery = delivery("endless");
        try (Wire wire = Wire.to(port)
                .head(Wire.lines(PATH, delivery))
                .body(delivery, delivery.body().remaining())) {
            assertThat(wire.status()).isEqualTo(200);
            assertThat(controller.end.tryEmitEmpty()).isEqualTo(Sinks.EmitResult.OK);
            await().until(() -> send(delivery).status() == 200);
        }
        assertThat(controller.handled(delivery)).isOne();
    }
}
