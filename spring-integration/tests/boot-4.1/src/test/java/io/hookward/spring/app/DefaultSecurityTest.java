package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@DisplayName("Under Spring Security's defaults")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("default-security")
class DefaultSecurityTest {
    private static final WebhookRequest PING =
            Http.signed(Providers.get("github"), "not-a-real-secret-of-github", "default", "ping", "{}");

    @Value("${local.server.port}")
    private int port;

    private static void assertClosed(Http http) {
        assertThat(http.get("/private").statusCode()).isIn(302, 401);
        assertThat(http.get("/actuator/webhooks").statusCode()).isIn(302, 401);
        assertThat(http.get("/actuator/env").statusCode()).isIn(302, 401);
        assertThat(http.form("/open/form", Map.of("name", "x")).statusCode()).isIn(302, 401, 403);
        assertThat(http.getAsUser("/private").body()).isEqualTo("private");
    }

    @Test
    @DisplayName("listeners receive, since the signature is the proof, and everything else stays closed")
    void withStarter() {
        Http http = new Http(port);

        assertThat(http.deliver("/webhooks/github", PING).statusCode()).isEqualTo(200);
        assertClosed(http);
    }

    @Test
    @DisplayName("a controller is not reached by a verified delivery until the application's chain says so")
    void controller() {
        WebhookRequest paid = Http.signed(
                Providers.get("stripe"), "not-a-real-secret-of-stripe", "x", "x", "{\"id\":\"x\",\"type\":\"y\"}");

        assertThat(new Http(port).deliver("/webhooks/stripe", paid).statusCode())
                .isIn(302, 401, 403);
    }

    @Nested
    @DisplayName("with Hookward switched off")
    @TestPropertySource(properties = "hookward.enabled=false")
    class SwitchedOff {
        @Value("${local.server.port}")
        private int port;

        @Test
        @DisplayName("the same is closed, and nothing is received")
        void withoutStarter() {
            Http http = new Http(port);

            assertThat(http.deliver("/webhooks/github", PING).statusCode()).isIn(302, 401, 403);
            assertClosed(http);
        }
    }
}
