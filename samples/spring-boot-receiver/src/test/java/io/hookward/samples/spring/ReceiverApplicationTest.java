package io.hookward.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.secret.Secret;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

@DisplayName("The Spring Boot sample, over real HTTP")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class ReceiverApplicationTest {
    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int management;

    @Autowired
    private WebhookReceiver receiver;

    @Autowired
    private Journal journal;

    private HttpAnswer send(String path, WebhookRequest request) throws Exception {
        return HttpSender.to("http://127.0.0.1:" + port + path).send(request);
    }

    private HttpAnswer get(int port, String path) throws Exception {
        return HttpSender.to("http://127.0.0.1:" + port + path)
                .send(WebhookRequest.builder()
                        .method("GET")
                        .headers(Headers.of())
                        .build());
    }

    private TestDelivery delivery(String endpoint, String secret) {
        WebhookEndpoint there = receiver.endpointAt("/webhooks/" + endpoint).orElseThrow();
        return SimulatedProvider.of(there.scheme(), Secret.of(secret)).delivery();
    }

    private int handled(String endpoint) {
        return journal.handled().getOrDefault(endpoint, 0);
    }

    @Test
    @DisplayName("a listener gets a valid delivery once; a forged and a repeated one never")
    void github() throws Exception {
        TestDelivery push = delivery("github", "demo-secret-for-github")
                .eventType("push")
                .body("{\"ref\":\"refs/heads/main\",\"repository\":{\"full_name\":\"acme/shop\"}}");
        int before = handled("github");

        assertThat(send("/webhooks/github", push.forged()).status()).isEqualTo(401);
        assertThat(send("/webhooks/github", push.valid()).status()).isEqualTo(200);
        HttpAnswer again = send("/webhooks/github", push.valid());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers().first("Webhook-Duplicate")).isEqualTo("true");
        assertThat(handled("github") - before).isEqualTo(1);
    }

    @Test
    @DisplayName("Avala's task events are handled, and its ping is acknowledged")
    void avala() throws Exception {
        TestDelivery task = delivery("avala", "demo-secret-for-avala").eventType("task.completed");
        TestDelivery ping = delivery("avala", "demo-secret-for-avala").eventType("ping");
        int before = handled("avala");

        assertThat(send("/webhooks/avala", task.valid()).status()).isEqualTo(200);
        assertThat(send("/webhooks/avala", ping.valid()).status()).isEqualTo(200);

        assertThat(handled("avala") - before).isEqualTo(1);
    }

    @Test
    @DisplayName("Avnology is accepted under its old secret too, and refused when it is late")
    void avnology() throws Exception {
        TestDelivery old = delivery("avnology", "demo-old-secret-for-avnology");

        assertThat(send("/webhooks/avnology", old.stale()).status()).isEqualTo(401);
        assertThat(send("/webhooks/avnology", old.valid()).status()).isEqualTo(200);
        assertThat(get(management, "/actuator/webhooks").body())
                .contains("\"id\":\"old\"")
                .contains("timestamp_too_old")
                .doesNotContain("demo-");
    }

    @Test
    @DisplayName("a sender of one's own, described in YAML, is verified as the known ones are")
    void warehouse() throws Exception {
        TestDelivery low = delivery("warehouse", "demo-secret-for-warehouse")
                .body("{\"kind\":\"stock.low\",\"article\":\"ladder\"}");

        assertThat(send("/webhooks/warehouse", low.tampered()).status()).isEqualTo(401);
        assertThat(send("/webhooks/warehouse", low.valid()).status()).isEqualTo(200);
        assertThat(handled("warehouse")).isEqualTo(1);
    }

    @Test
    @DisplayName("a controller answers a verified delivery; its path is closed to everybody else, as the rest is")
    void controller() throws Exception {
        TestDelivery paid = delivery("stripe", "demo-secret-for-stripe");

        assertThat(send("/webhooks/stripe", paid.valid()).body()).isEqualTo("{\"received\":true}");
        assertThat(send("/webhooks/stripe", paid.unsigned()).status()).isEqualTo(401);
        assertThat(get(port, "/journal").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("the actuator is open on its own port, and there alone")
    void actuator() throws Exception {
        assertThat(get(management, "/actuator/health").body())
                .contains("\"webhooks\"")
                .contains("\"UP\"");
        assertThat(get(port, "/actuator/webhooks").status()).isIn(401, 404);
    }
}
