package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.WebhookReceiver;
import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

@DisplayName("An application with the starter, over real HTTP")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ApplicationTest {
    private static final SignatureScheme GITHUB = Providers.get("github");
    private static final SignatureScheme STANDARD = Providers.get("standard-webhooks");
    private static final String GITHUB_SECRET = "not-a-real-secret-of-github";
    private static final String STANDARD_SECRET = "whsec_bm90LWEtcmVhbC1zZWNyZXQtb2Ytc3RhbmRhcmQ=";
    private static final String STRIPE_SECRET = "not-a-real-secret-of-stripe";
    private static final String PUSH = "{\"ref\":\"refs/heads/main\",\"repository\":{\"name\":\"hookward\"}}";

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Seen seen;

    @Autowired
    private WebhookReceiver receiver;

    @Autowired
    private ApplicationContext context;

    private Http http;
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void client() {
        http = new Http(port);
    }

    @Test
    @DisplayName("runs on the server that this run is about")
    void server() {
        String server = System.getProperty("server", "jetty");

        assertThat(context.containsBean(server + "ServletWebServerFactory")).isTrue();
    }

    private HttpResponse<String> push(String secret, String id, String body) {
        return http.deliver("/webhooks/github", Http.signed(GITHUB, secret, id, "push", body));
    }

    @Test
    @DisplayName("calls every listener of a valid delivery once, with payload, headers and bytes, and answers 200")
    void valid() {
        assertThat(push(GITHUB_SECRET, id, PUSH).statusCode()).isEqualTo(200);

        assertThat(seen.lines("push " + id)).containsExactly("push " + id + " refs/heads/main hookward push test");
        assertThat(seen.lines("size " + id)).containsExactly("size " + id + " " + PUSH.length());
    }

    /** docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries, "Testing the webhook payload validation". */
    @Test
    @DisplayName("accepts what GitHub itself published as signed, and nothing else under that signature")
    void published() {
        Headers signed = Headers.of(
                "X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
        byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
        byte[] other = "Hello, World?".getBytes(StandardCharsets.UTF_8);

        assertThat(http.deliver("/webhooks/github-docs", WebhookRequest.of(signed, other))
                        .statusCode())
                .isEqualTo(401);
        assertThat(http.deliver("/webhooks/github-docs", WebhookRequest.of(signed, body))
                        .statusCode())
                .isEqualTo(200);
        assertThat(seen.lines("published")).containsExactly("published 13");
    }

    @Test
    @DisplayName("answers a forged delivery 401 and calls nobody")
    void forged() {
        HttpResponse<String> answer = push("a-secret-that-is-not-the-right-one", id, PUSH);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(seen.lines("push " + id)).isEmpty();
    }

    @Test
    @DisplayName("acknowledges a duplicate and does not handle it again")
    void duplicate() {
        push(GITHUB_SECRET, id, PUSH);
        HttpResponse<String> again = push(GITHUB_SECRET, id, PUSH);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Webhook-Duplicate")).hasValue("true");
        assertThat(seen.lines("push " + id)).hasSize(1);
    }

    @Test
    @DisplayName("answers 500 when a listener throws, and handles the retry")
    void failure() {
        WebhookRequest attempt = Http.signed(STANDARD, STANDARD_SECRET, id, "ignored", "{\"type\":\"flaky\"}");

        assertThat(http.deliver("/webhooks/standard-webhooks", attempt).statusCode())
                .isEqualTo(500);
        assertThat(http.deliver("/webhooks/standard-webhooks", attempt).statusCode())
                .isEqualTo(200);
        assertThat(seen.lines("flaky " + id)).hasSize(2);
    }

    @Test
    @DisplayName("matches event patterns, and acknowledges an event type that nobody listens to")
    void patterns() {
        SignatureScheme avala = Providers.get("avala");
        String old = "not-a-real-secret-of-avala-old";

        assertThat(http.deliver("/webhooks/avala", Http.signed(avala, old, id, "task.created", "{}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.deliver("/webhooks/avala", Http.signed(avala, old, id + "p", "ping", "{}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(seen.lines("task")).containsExactly("task task.created");
    }

    @Test
    @DisplayName("refuses a delivery under a secret whose time is over")
    void expiredSecret() {
        WebhookRequest late =
                Http.signed(Providers.get("avala"), "not-a-real-secret-of-avala-expired", id, "task.created", "{}");

        assertThat(http.deliver("/webhooks/avala", late).statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("verifies form-encoded bytes as they came, and gives a listener the fields")
    void formEncoded() {
        String body = "command=%2Fdeploy&text=to%20prod+%7enow&flag&trigger_id=" + id;
        WebhookRequest command = Http.signed(Providers.get("slack"), "not-a-real-secret-of-slack", id, "ignored", body);

        HttpResponse<String> answer =
                http.deliver("/webhooks/slack", command, "application/x-www-form-urlencoded; charset=utf-8");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(seen.lines("command")).containsExactly("command /deploy to prod ~now");
    }

    @Test
    @DisplayName("takes a body of just the limit, and refuses a larger one with 413 before it comes")
    void large() {
        String frame = "{\"ref\":\"\",\"repository\":{\"name\":\"\"}}";
        String fits = frame.replace("\"ref\":\"\"", "\"ref\":\"" + "x".repeat((1 << 20) - frame.length()) + "\"");

        assertThat(push(GITHUB_SECRET, id, fits).statusCode()).isEqualTo(200);
        assertThat(seen.lines("size " + id)).containsExactly("size " + id + " " + (1 << 20));
        assertThat(http.announce(
                        "/webhooks/github", Http.signed(GITHUB, GITHUB_SECRET, id, "push", PUSH), (1 << 20) + 1))
                .contains(" 413");
    }

    @Test
    @DisplayName("verifies by a scheme that is described in YAML alone")
    void ownScheme() {
        SignatureScheme acme =
                receiver.endpointAt("/webhooks/acme").orElseThrow().scheme();
        WebhookRequest request = Http.signed(acme, "not-a-real-secret-of-acme", id, "thing.made", "{\"n\":1}");

        assertThat(request.headers().first("X-Acme-Signature")).startsWith("v1=");
        assertThat(http.deliver("/webhooks/acme", request).statusCode()).isEqualTo(200);
        assertThat(seen.lines("acme " + id)).containsExactly("acme " + id + " thing.made 1");
    }

    @Test
    @DisplayName("lets a verified delivery through Spring Security to a controller, which reads the body as usual")
    void controller() {
        SignatureScheme stripe = Providers.get("stripe");
        String body = "{\"id\":\"" + id + "\",\"type\":\"invoice.paid\"}";

        HttpResponse<String> good =
                http.deliver("/webhooks/stripe", Http.signed(stripe, STRIPE_SECRET, id, "ignored", body));
        HttpResponse<String> bad =
                http.deliver("/webhooks/stripe", Http.signed(stripe, GITHUB_SECRET, id, "ignored", body));

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.body()).isEqualTo("{\"received\":true}");
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(seen.lines("stripe " + id)).containsExactly("stripe " + id + " invoice.paid");
    }

    @Test
    @DisplayName("does not let a delivery be made up from query parameters where the filter did not run")
    void notForgeable() {
        HttpResponse<String> answer =
                http.form("/open/forgeable?endpoint=github&id=forged&provider=github", Map.of("id", "forged"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(seen.lines("forged")).isEmpty();
    }

    @Test
    @DisplayName("leaves a login form its parameters")
    void loginForm() {
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(http.get("/login").body());
        assertThat(token.find()).isTrue();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("username", "user");
        fields.put("password", "password-of-the-user");
        fields.put("_csrf", token.group(1));

        HttpResponse<String> answer = http.form("/login", fields);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).doesNotContain("error"));
        assertThat(http.get("/private").body()).isEqualTo("private");
    }

    @Test
    @DisplayName("leaves other forms their parameters and their body")
    void otherForm() {
        assertThat(http.form("/open/form", Map.of("name", "x y")).body()).isEqualTo("x y of name=x+y");
    }

    @Test
    @DisplayName("opens nothing: private pages, the actuator and unverified requests to an endpoint's path stay closed")
    void closed() {
        assertThat(http.get("/private").statusCode()).isIn(302, 401);
        assertThat(http.get("/actuator/webhooks").statusCode()).isIn(302, 401);
        assertThat(http.form("/private", Map.of()).statusCode()).isIn(302, 401, 403);
        assertThat(http.get("/webhooks/stripe").statusCode()).isEqualTo(405);
        assertThat(http.form("/webhooks/stripe", Map.of("id", "x")).statusCode())
                .isEqualTo(401);
        assertThat(http.form("/webhooks/stripe/", Map.of("id", "x")).statusCode())
                .isIn(302, 401, 403, 404);
    }

    @Test
    @DisplayName("counts deliveries, and observes their handling by listeners and by controllers")
    void metrics() {
        push(GITHUB_SECRET, id, PUSH);
        String body = "{\"id\":\"" + id + "\",\"type\":\"x\"}";
        http.deliver("/webhooks/stripe", Http.signed(Providers.get("stripe"), STRIPE_SECRET, id, "ignored", body));

        for (String endpoint : new String[] {"github", "stripe"}) {
            String tags = "?tag=outcome:handled&tag=endpoint:" + endpoint;
            assertThat(http.getAsUser("/actuator/metrics/hookward.deliveries" + tags)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(http.getAsUser("/actuator/metrics/hookward.delivery" + tags)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("shows no secret in the actuator, although values are shown")
    void masked() {
        for (String path : new String[] {"/actuator/env", "/actuator/configprops", "/actuator/webhooks"}) {
            HttpResponse<String> shown = http.getAsUser(path);
            assertThat(shown.statusCode()).as(path).isEqualTo(200);
            assertThat(shown.body())
                    .contains("github")
                    .doesNotContain("not-a-real-secret")
                    .doesNotContain("whsec_");
        }
    }
}
