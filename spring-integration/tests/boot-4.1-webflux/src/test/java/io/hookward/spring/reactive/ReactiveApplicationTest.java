package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

@DisplayName("A reactive application with the starter, over real HTTP")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReactiveApplicationTest {
    private static final int LIMIT = 1 << 20;

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Seen seen;

    @Autowired
    private ApplicationContext context;

    private Http http;
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void client() {
        http = new Http(port);
    }

    private TestDelivery delivery(String provider) {
        return SimulatedProvider.of(Providers.get(provider), Secret.of("not-a-real-secret-of-" + provider))
                .delivery()
                .id(id);
    }

    private TestDelivery paid(String padding) {
        return delivery("stripe").body("{\"id\":\"" + id + "\",\"x\":\"" + padding + "\"}");
    }

    @Test
    @DisplayName("runs on the server that this run is about")
    void server() {
        String server = System.getProperty("server", "jetty");

        assertThat(context.containsBean(server + "ReactiveWebServerFactory")).isTrue();
    }

    @Test
    @DisplayName("a listener gets a valid delivery once; a forged and a repeated one never")
    void listener() throws Exception {
        TestDelivery push = delivery("github").eventType("push").body("{\"ref\":\"main\"}");

        HttpAnswer forged = http.deliver("/webhooks/github", push.forged());
        assertThat(forged.status()).isEqualTo(401);
        assertThat(forged.headers().first("Content-Type")).isEqualTo("application/problem+json");
        assertThat(http.deliver("/webhooks/github", push.valid()).status()).isEqualTo(200);
        HttpAnswer again = http.deliver("/webhooks/github", push.valid());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers().first("Webhook-Duplicate")).isEqualTo("true");
        assertThat(seen.lines("push " + id)).containsExactly("push " + id + " main");
    }

    /** docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries, "Testing the webhook payload validation". */
    @Test
    @DisplayName("what GitHub itself published as signed is accepted, and nothing else under that signature")
    void published() throws Exception {
        Headers signed = Headers.of(
                "X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
        byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
        byte[] other = "Hello, World?".getBytes(StandardCharsets.UTF_8);

        assertThat(http.deliver("/webhooks/github-docs", WebhookRequest.of(signed, other))
                        .status())
                .isEqualTo(401);
        assertThat(http.deliver("/webhooks/github-docs", WebhookRequest.of(signed, body))
                        .status())
                .isEqualTo(200);
        assertThat(seen.lines("published")).containsExactly("published 13");
    }

    @Test
    @DisplayName("a listener that fails is answered 500, and the retry is no duplicate")
    void failure() throws Exception {
        TestDelivery fail = delivery("github").eventType("fail");

        assertThat(http.deliver("/webhooks/github", fail.valid()).status()).isEqualTo(500);
        assertThat(http.deliver("/webhooks/github", fail.valid()).status()).isEqualTo(500);
        assertThat(seen.lines("fail " + id)).hasSize(2);
    }

    @Test
    @DisplayName("a controller gets the delivery and the body as it came, chunked or not, once")
    void controller() throws Exception {
        TestDelivery large = paid("x".repeat(200_000));

        assertThat(http.to("/webhooks/stripe").chunked().send(large.valid()).body())
                .isEqualTo("{\"received\":true}");
        HttpAnswer again = http.deliver("/webhooks/stripe", large.valid());

        assertThat(again.headers().first("Webhook-Duplicate")).isEqualTo("true");
        assertThat(seen.lines("stripe " + id)).singleElement().asString().endsWith(" 200052");
        assertThat(http.deliver("/webhooks/stripe", large.id(id + "-small").forged())
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("takes a body of just the limit, and refuses a larger one with 413, announced or not")
    void large() throws Exception {
        TestDelivery release = delivery("github").eventType("release");
        WebhookRequest tooLarge = release.body("x".repeat(LIMIT + 1)).valid();

        assertThat(http.to("/webhooks/github").chunked().send(tooLarge).status())
                .isEqualTo(413);
        assertThat(http.announce("/webhooks/github", tooLarge, LIMIT + 1)).contains(" 413");
        assertThat(http.deliver(
                                "/webhooks/github",
                                release.body("x".repeat(LIMIT)).valid())
                        .status())
                .isEqualTo(200);
        assertThat(http.to("/webhooks/github")
                        .chunked()
                        .send(release.id(id + "-chunked").valid())
                        .status())
                .isEqualTo(200);
        assertThat(seen.lines("size " + id)).hasSize(2).allMatch(line -> line.endsWith(" " + LIMIT));
    }

    @Test
    @DisplayName("a controller that fails frees the claim: the retry runs")
    void controllerFails() throws Exception {
        TestDelivery order = delivery("shopify").body("{\"order\":\"" + id + "\"}");

        assertThat(http.deliver("/webhooks/shopify", order.valid()).status()).isEqualTo(500);
        assertThat(http.deliver("/webhooks/shopify", order.valid()).status()).isEqualTo(500);
        assertThat(seen.lines("shopify {\"order\":\"" + id)).hasSize(2);
    }

    @Test
    @DisplayName("verifies form-encoded bytes as they came, and gives a controller the fields")
    void formEncoded() throws Exception {
        TestDelivery command = delivery("slack")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .body("command=%2Fdeploy&text=to%20prod+%7e" + id + "&flag&trigger_id=" + id);

        assertThat(http.deliver("/webhooks/slack", command.valid()).body()).isEqualTo("slack [/deploy]");
        assertThat(seen.lines("command /deploy to prod ~" + id)).hasSize(1);
    }

    @Test
    @DisplayName("leaves other forms their parameters")
    void otherForm() throws Exception {
        assertThat(http.form("/open/form", "name=x+y").body()).isEqualTo("name x y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/shopify/", "/webhooks/%73hopify", "/webhooks/shopify;x=1", "//webhooks/shopify"})
    @DisplayName("no other spelling of an endpoint's path leads past the filter")
    void disguised(String path) throws Exception {
        WebhookRequest unsigned =
                delivery("shopify").body("{\"order\":\"unsigned\"}").unsigned();

        assertThat(http.deliver(path, unsigned).status()).isIn(400, 401, 403, 404);
        assertThat(seen.lines("shopify {\"order\":\"unsigned")).isEmpty();
    }

    @Test
    @DisplayName("a delivery cannot be made up from query parameters where the filter did not run")
    void notForgeable() throws Exception {
        WebhookRequest empty = WebhookRequest.of(Headers.of(), new byte[0]);

        assertThat(http.deliver("/open/forgeable?endpoint=github&id=forged", empty)
                        .status())
                .isEqualTo(500);
        assertThat(seen.lines("forged")).isEmpty();
    }
}
