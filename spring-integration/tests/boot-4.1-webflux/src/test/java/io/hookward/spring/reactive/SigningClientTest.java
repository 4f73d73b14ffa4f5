package io.hookward.spring.reactive;

import static io.hookward.spring.test.WebhookExchangeFilter.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.spring.test.WebhookExchangeFilter;
import io.hookward.spring.test.WebhookSigning;
import io.hookward.testkit.TestDelivery;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

@DisplayName("A WebTestClient that signs, over real HTTP")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SigningClientTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private WebhookSigning signing;

    @Autowired
    private Seen seen;

    /** With a connection of its own; see {@link Http#to}. */
    private WebTestClient client(WebhookExchangeFilter signed) {
        return WebTestClient.bindToServer(new JdkClientHttpConnector())
                .baseUrl("http://127.0.0.1:" + port)
                .build()
                .mutateWith(signed);
    }

    @Test
    @DisplayName("signs what it writes, in pieces too, and what the provider might send where it writes nothing")
    void signs() {
        String id = UUID.randomUUID().toString();
        client(webhook(signing, "stripe"))
                .post()
                .uri("/webhooks/stripe")
                .body(Flux.just("{\"id\":\"", id, "\"}"), String.class)
                .exchange()
                .expectStatus()
                .isOk();
        client(webhook(signing, "github").event("release").id(id))
                .post()
                .uri("/webhooks/github")
                .exchange()
                .expectStatus()
                .isOk();
        client(webhook(signing, "github").as(TestDelivery::forged))
                .post()
                .uri("/webhooks/github")
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isUnauthorized();

        assertThat(seen.lines("stripe " + id)).hasSize(1);
        assertThat(seen.lines("size " + id)).hasSize(1);
    }
}
