package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

@DisplayName("A reactive application with Spring Security")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReactiveSecurityTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Seen seen;

    private Http http;

    @BeforeEach
    void client() {
        http = new Http(port);
    }

    private static TestDelivery delivery(String provider) {
        return SimulatedProvider.of(Providers.get(provider), Secret.of("not-a-real-secret-of-" + provider))
                .delivery();
    }

    private static void assertClosed(Http http) throws Exception {
        assertThat(http.get("/private").status()).isIn(302, 401);
        assertThat(http.get("/actuator/webhooks").status()).isIn(302, 401);
        assertThat(http.get("/actuator/env").status()).isIn(302, 401);
        assertThat(http.form("/private", "").status()).isIn(302, 401, 403);
        assertThat(http.getAsUser("/private").body()).isEqualTo("private");
    }

    @Test
    @DisplayName("lets verified deliveries through to controllers, past the login and the protection against CSRF")
    void verified() throws Exception {
        assertThat(http.deliver("/webhooks/stripe", delivery("stripe").valid()).status())
                .isEqualTo(200);
        assertThat(http.deliver("/webhooks/stripe", delivery("stripe").forged()).status())
                .isEqualTo(401);
        assertClosed(http);
    }

    @Test
    @DisplayName("keeps closed what was verified for an endpoint that is not named")
    void otherEndpoint() throws Exception {
        assertThat(http.deliver("/webhooks/avala", delivery("avala").valid()).status())
                .isIn(302, 401, 403);
        assertThat(seen.lines("avala")).isEmpty();
    }

    @Test
    @DisplayName("judges by the delivery and not by the path: with Hookward's headers elsewhere, nothing opens")
    void elsewhere() throws Exception {
        assertThat(http.deliver("/private", delivery("stripe").valid()).status())
                .isIn(302, 401, 403);
        assertThat(http.deliver("/webhooks/else", delivery("stripe").valid()).status())
                .isIn(302, 401, 403);
        assertThat(http.deliver(
                                "/webhooks/stripe",
                                WebhookRequest.builder()
                                        .method("GET")
                                        .headers(Headers.of())
                                        .build())
                        .status())
                .isEqualTo(405);
    }

    @Test
    @DisplayName("leaves a login form its parameters, and its protection against CSRF")
    void loginForm() throws Exception {
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(http.get("/login").body());
        assertThat(token.find()).isTrue();
        String fields = "username=user&password=password-of-the-user";

        assertThat(http.form("/login", fields).status()).isEqualTo(403);
        HttpAnswer answer = http.form("/login", fields + "&_csrf=" + token.group(1));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers().first("Location")).doesNotContain("error");
        assertThat(http.get("/private").body()).isEqualTo("private");
    }

    @Test
    @DisplayName("counts deliveries, and observes their handling by listeners and by controllers")
    void metrics() throws Exception {
        http.deliver("/webhooks/github", delivery("github").eventType("release").valid());
        http.deliver("/webhooks/stripe", delivery("stripe").valid());

        for (String endpoint : new String[] {"github", "stripe"}) {
            String tags = "?tag=outcome:handled&tag=endpoint:" + endpoint;
            assertThat(http.getAsUser("/actuator/metrics/hookward.deliveries" + tags)
                            .status())
                    .isEqualTo(200);
            assertThat(http.getAsUser("/actuator/metrics/hookward.delivery" + tags)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("shows no secret in the actuator, although values are shown")
    void masked() throws Exception {
        for (String path : new String[] {"/actuator/env", "/actuator/configprops", "/actuator/webhooks"}) {
            HttpAnswer shown = http.getAsUser(path);
            assertThat(shown.status()).as(path).isEqualTo(200);
            assertThat(shown.body()).contains("github").doesNotContain("not-a-real-secret");
        }
    }

    @Nested
    @DisplayName("under its defaults")
    @ActiveProfiles("default-security")
    class Defaults {
        @Value("${local.server.port}")
        private int port;

        @Test
        @DisplayName(
                "listeners receive, controllers do not until the application's chain says so, and all else stays closed")
        void closed() throws Exception {
            Http http = new Http(port);

            assertThat(http.deliver("/webhooks/github", delivery("github").valid())
                            .status())
                    .isEqualTo(200);
            assertThat(http.deliver("/webhooks/stripe", delivery("stripe").valid())
                            .status())
                    .isIn(302, 401, 403);
            assertThat(http.form("/open/form", "name=x").status()).isIn(302, 401, 403);
            assertClosed(http);
        }
    }
}
