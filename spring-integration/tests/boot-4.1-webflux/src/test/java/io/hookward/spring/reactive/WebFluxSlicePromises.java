package io.hookward.spring.reactive;

import static io.hookward.spring.test.WebhookExchangeFilter.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.spring.test.WebhookClock;
import io.hookward.spring.test.WebhookExchangeFilter;
import io.hookward.spring.test.WebhookSigning;
import io.hookward.testkit.MutableClock;
import io.hookward.testkit.TestDelivery;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a slice with WebTestClient does, wherever a line of Spring Boot has its annotation. */
@WebhookClock
@Import({Listeners.class, Security.class, Seen.class})
public abstract class WebFluxSlicePromises {
    @Autowired
    private WebTestClient client;

    @Autowired
    private MutableClock clock;

    @Autowired
    private WebhookSigning signing;

    @Autowired
    private Seen seen;

    private final String id = UUID.randomUUID().toString();

    private WebTestClient.RequestBodySpec post(WebhookExchangeFilter signed, String path) {
        return client.mutateWith(signed).post().uri(path);
    }

    @Test
    @DisplayName("brings a signed request to a controller, past the application's security")
    void controller() {
        String body = "{\"id\":\"" + id + "\"}";

        post(webhook(signing, "stripe"), "/webhooks/stripe")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"received\":true}");
        assertThat(seen.lines("stripe " + id)).containsExactly("stripe " + id + " " + body.length());
    }

    @Test
    @DisplayName("brings a signed request to a listener that the test imports, whatever the body was written from")
    void listener() {
        post(webhook(signing, "github").event("push").id(id), "/webhooks/github")
                .bodyValue(Map.of("ref", "main"))
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(seen.lines("push " + id)).containsExactly("push " + id + " main");
    }

    @Test
    @DisplayName("has a new id for each request, unless one is given")
    void ids() {
        WebhookExchangeFilter any = webhook(signing, "github").event("release");

        for (WebhookExchangeFilter first : new WebhookExchangeFilter[] {any, any, any.id(id)}) {
            post(first, "/webhooks/github").exchange().expectHeader().doesNotExist("Webhook-Duplicate");
        }
        post(any.id(id), "/webhooks/github").exchange().expectHeader().valueEquals("Webhook-Duplicate", "true");
    }

    @Test
    @DisplayName("keeps the content type that a test gives, and otherwise has the provider's")
    void contentType() {
        WebhookExchangeFilter slack = webhook(signing, "slack");
        String command = "command=%2Fdeploy&text=" + id;

        post(slack, "/webhooks/slack")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(command)
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(seen.lines("command /deploy " + id)).hasSize(1);
        assertThat(post(webhook(signing, "stripe"), "/webhooks/stripe")
                        .bodyValue("{\"id\":\"" + id + "\"}")
                        .exchange()
                        .returnResult(String.class)
                        .getRequestHeaders()
                        .getContentType())
                .isEqualTo(MediaType.APPLICATION_JSON);
    }

    @Test
    @DisplayName("refuses what is forged, tampered with or not signed, and opens nothing else")
    void refused() {
        post(webhook(signing, "github").as(TestDelivery::forged), "/webhooks/github")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        post(webhook(signing, "github").as(TestDelivery::tampered), "/webhooks/github")
                .bodyValue("{\"n\":1}")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        client.post().uri("/webhooks/github").exchange().expectStatus().isUnauthorized();
        client.get()
                .uri("/private")
                .exchange()
                .expectStatus()
                .value(status -> assertThat(status).isIn(302, 401));
    }

    @Test
    @DisplayName("moves the application's clock")
    void clock() {
        var captured = signing.delivery("stripe").valid();
        clock.advance(Duration.ofMinutes(6));

        client.post()
                .uri(signing.path("stripe"))
                .headers(headers -> WebhookSigning.copy(captured, headers::add))
                .bodyValue(WebhookSigning.body(captured))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        post(webhook(signing, "stripe"), "/webhooks/stripe")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
