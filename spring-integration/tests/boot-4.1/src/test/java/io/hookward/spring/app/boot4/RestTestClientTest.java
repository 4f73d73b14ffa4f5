package io.hookward.spring.app.boot4;

import static io.hookward.spring.test.WebhookRequestInterceptor.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.spring.app.Seen;
import io.hookward.spring.test.WebhookRequestInterceptor;
import io.hookward.spring.test.WebhookSigning;
import io.hookward.testkit.TestDelivery;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.web.servlet.client.RestTestClient;

@DisplayName("A RestTestClient that signs, over real HTTP")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RestTestClientTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private WebhookSigning signing;

    @Autowired
    private Seen seen;

    private RestTestClient.ResponseSpec send(WebhookRequestInterceptor signed, String body) {
        return RestTestClient.bindToServer(new JdkClientHttpRequestFactory())
                .baseUrl("http://127.0.0.1:" + port)
                .requestInterceptor(signed)
                .build()
                .post()
                .uri("/webhooks/stripe")
                .body(body)
                .exchange();
    }

    @Test
    @DisplayName("delivers, and is refused where asked")
    void signs() {
        String id = UUID.randomUUID().toString();
        String body = "{\"id\":\"" + id + "\",\"type\":\"paid\"}";

        send(webhook(signing, "stripe").as(TestDelivery::forged), body)
                .expectStatus()
                .isUnauthorized();
        send(webhook(signing, "stripe"), body).expectStatus().isOk();

        assertThat(seen.lines("stripe " + id)).containsExactly("stripe " + id + " paid");
    }
}
