package io.hookward.spring.app;

import static io.hookward.spring.test.WebhookRequestInterceptor.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.spring.test.WebhookRequestInterceptor;
import io.hookward.spring.test.WebhookSigning;
import io.hookward.testkit.TestDelivery;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@DisplayName("A RestClient that signs, over real HTTP")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SigningClientsTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private WebhookSigning signing;

    @Autowired
    private Seen seen;

    private final String id = UUID.randomUUID().toString();

    private RestClient client(WebhookRequestInterceptor interceptor) {
        // Not Jetty's client, which demands a challenge with each 401
        return RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .baseUrl("http://127.0.0.1:" + port)
                .requestInterceptor(interceptor)
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {})
                .build();
    }

    private static int status(RestClient.RequestHeadersSpec<?> request) {
        ResponseEntity<String> answer = request.retrieve().toEntity(String.class);
        return answer.getStatusCode().value();
    }

    @Test
    @DisplayName("signs what it writes: an object, a text, a form")
    void body() {
        Map<String, Object> push = Map.of("ref", "main", "repository", Map.of("name", "hookward"));

        assertThat(status(client(webhook(signing, "github").event("push").id(id))
                        .post()
                        .uri("/webhooks/github")
                        .header("User-Agent", "test")
                        .body(push)))
                .isEqualTo(200);
        assertThat(status(client(webhook(signing, "stripe"))
                        .post()
                        .uri("/webhooks/stripe")
                        .body("{\"id\":\"" + id + "\",\"type\":\"paid\"}")))
                .isEqualTo(200);
        assertThat(status(client(webhook(signing, "slack"))
                        .post()
                        .uri("/webhooks/slack")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body("command=%2Fdeploy&text=" + id)))
                .isEqualTo(200);
        assertThat(seen.lines("push " + id)).containsExactly("push " + id + " main hookward push test");
        assertThat(seen.lines("stripe " + id)).containsExactly("stripe " + id + " paid");
        assertThat(seen.lines("command /deploy " + id)).hasSize(1);
    }

    @Test
    @DisplayName("writes what the provider might send where it has no body, and what is refused where asked")
    void variants() {
        assertThat(status(client(webhook(signing, "stripe")).post().uri("/webhooks/stripe")))
                .isEqualTo(200);
        assertThat(status(client(webhook(signing, "stripe").as(TestDelivery::forged))
                        .post()
                        .uri("/webhooks/stripe")))
                .isEqualTo(401);
        assertThat(status(client(webhook(signing, "stripe").as(TestDelivery::tampered))
                        .post()
                        .uri("/webhooks/stripe")
                        .body("{\"id\":\"" + id + "\"}")))
                .isEqualTo(401);
    }
}
