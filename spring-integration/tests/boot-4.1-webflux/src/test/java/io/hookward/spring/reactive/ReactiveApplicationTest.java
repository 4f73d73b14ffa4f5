package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import io.hookward.verify.Headers;
import io.hookward.verify.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

@DisplayName("A reactive application with the starter, over real HTTP")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReactiveApplicationTest {
    private static final int LIMIT = 1 << 20;

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private ReactiveApplication application;

    private final String id = UUID.randomUUID().toString();

    private HttpSender sender(String path) {
        return HttpSender.to("http://127.0.0.1:" + port + path);
    }

    private HttpAnswer send(String path, WebhookRequest request) throws Exception {
        return sender(path).send(request);
    }

    private TestDelivery delivery(String provider) {
        return SimulatedProvider.of(Providers.get(provider), Secret.of("not-a-real-secret-of-" + provider))
                .delivery()
                .id(id);
    }

    @Test
    @DisplayName("a listener gets a valid delivery once; a forged and a repeated one never")
    void listener() throws Exception {
        TestDelivery push = delivery("github").eventType("push").body("{\"ref\":\"main\"}");

        assertThat(send("/webhooks/github", push.forged()).status()).isEqualTo(401);
        assertThat(send("/webhooks/github", push.valid()).status()).isEqualTo(200);
        HttpAnswer again = send("/webhooks/github", push.valid());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers().first("Webhook-Duplicate")).isEqualTo("true");
        assertThat(application.seen()).filteredOn(line -> line.startsWith(id)).containsExactly(id + " main");
    }

    @Test
    @DisplayName("a listener that fails is answered 500, and the retry is no duplicate")
    void failure() throws Exception {
        TestDelivery fail = delivery("github").eventType("fail");

        assertThat(send("/webhooks/github", fail.valid()).status()).isEqualTo(500);
        assertThat(send("/webhooks/github", fail.valid()).status()).isEqualTo(500);
    }

    @Test
    @DisplayName("a controller gets the delivery and the body as it came, chunked or not")
    void controller() throws Exception {
        String fits = "{\"id\":\"" + id + "\",\"x\":\"" + "x".repeat(200_000) + "\"}";
        TestDelivery large = delivery("stripe").body(fits);

        assertThat(sender("/webhooks/stripe").chunked().send(large.valid()).body())
                .isEqualTo("received");
        assertThat(application.seen()).contains("stripe " + id + " " + fits.length());
        assertThat(send("/webhooks/stripe", delivery("stripe").id(id + "-small").valid())
                        .body())
                .isEqualTo("received");
    }

    @Test
    @DisplayName("a body over the limit is refused while it is read")
    void tooLarge() throws Exception {
        WebhookRequest large = delivery("stripe").body("x".repeat(LIMIT + 1)).valid();

        assertThat(sender("/webhooks/stripe").chunked().send(large).status()).isEqualTo(413);
    }

    @Test
    @DisplayName("a controller that fails frees the claim: the retry runs")
    void controllerFails() throws Exception {
        TestDelivery order = delivery("shopify").body("{\"order\":\"" + id + "\"}");

        assertThat(send("/webhooks/shopify", order.valid()).status()).isEqualTo(500);
        assertThat(send("/webhooks/shopify", order.valid()).status()).isEqualTo(500);
        assertThat(application.seen()).filteredOn(line -> line.contains(id)).hasSize(2);
    }

    @Test
    @DisplayName("form data is kept, of deliveries and of other forms")
    void forms() throws Exception {
        TestDelivery command = delivery("slack")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body("command=%2Fdeploy&trigger_id=" + id);
        WebhookRequest form = WebhookRequest.of(
                Headers.of("Content-Type", "application/x-www-form-urlencoded"),
                "name=x+y".getBytes(StandardCharsets.UTF_8));

        assertThat(send("/webhooks/slack", command.valid()).body()).isEqualTo("slack /deploy");
        assertThat(send("/form", form).body()).isEqualTo("name x y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/shopify/", "/webhooks/%73hopify", "/webhooks/shopify;x=1", "//webhooks/shopify"})
    @DisplayName("no other spelling of an endpoint's path leads past the filter")
    void disguised(String path) throws Exception {
        WebhookRequest unsigned =
                delivery("shopify").body("{\"order\":\"unsigned\"}").unsigned();

        assertThat(send(path, unsigned).status()).isIn(400, 404);
        assertThat(application.seen()).noneMatch(line -> line.contains("unsigned"));
    }

    @Test
    @DisplayName("a delivery cannot be made up from query parameters where the filter did not run")
    void notForgeable() throws Exception {
        assertThat(send("/forgeable?endpoint=github&id=forged", WebhookRequest.of(Headers.of(), new byte[0]))
                        .status())
                .isEqualTo(500);
        assertThat(application.seen()).doesNotContain("forged");
    }
}
