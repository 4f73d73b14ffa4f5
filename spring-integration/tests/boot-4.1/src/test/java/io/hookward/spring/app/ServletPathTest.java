package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.spring.WebhookDelivery;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@DisplayName("With Spring MVC below a servlet path")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.mvc.servlet.path=/api",
            "hookward.endpoints.open.provider=github",
            "hookward.endpoints.open.path=/webhooks/open",
            "hookward.endpoints.open.secret=not-a-real-secret-of-github"
        })
@Import(ServletPathTest.Open.class)
class ServletPathTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Seen seen;

    private Http http;
    private final String id = UUID.randomUUID().toString();

    /** Without any security: only the filter keeps strangers out. */
    @TestConfiguration(proxyBeanMethods = false)
    static class NoSecurity {
        @Bean
        @Order(1)
        @SuppressWarnings("RedundantThrows") // Spring Security 6 throws where 7 does not
        SecurityFilterChain open(HttpSecurity http) throws Exception {
            return http.securityMatcher(request -> true)
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }

    @RestController
    static class Open {
        private final Seen seen;

        Open(Seen seen) {
            this.seen = seen;
        }

        @PostMapping("/webhooks/open")
        String reached(WebhookDelivery delivery) {
            seen.add("open " + delivery.id().orElse(""));
            return "reached";
        }

        @PostMapping("/webhooks/elsewhere")
        String elsewhere() {
            return "elsewhere";
        }
    }

    @BeforeEach
    void client() {
        http = new Http(port);
    }

    private static WebhookRequest push(String id) {
        return Http.signed(
                Providers.get("github"),
                "not-a-real-secret-of-github",
                id,
                "push",
                "{\"ref\":\"main\",\"repository\":{\"name\":\"hookward\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/webhooks/open", "/api/webhooks/github"})
    @DisplayName("an unsigned delivery reaches neither a controller that is open to all nor a listener")
    void unsigned(String path) {
        HttpResponse<String> answer = http.form(path, Map.of("id", id));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    @DisplayName("endpoints are where controllers are: below it")
    void signed() {
        assertThat(http.deliver("/api/webhooks/open", push(id)).body()).isEqualTo("reached");
        assertThat(http.deliver("/api/webhooks/github", push(id)).statusCode()).isEqualTo(200);
        assertThat(seen.lines("open " + id)).hasSize(1);
        assertThat(seen.lines("push " + id)).hasSize(1);
        assertThat(http.form("/api/webhooks/elsewhere", Map.of()).body()).isEqualTo("elsewhere");
    }

    @Test
    @DisplayName("nothing is at the path without it")
    void withoutPrefix() {
        assertThat(http.deliver("/webhooks/github", push(id)).statusCode()).isEqualTo(404);
        assertThat(http.form("/webhooks/github", Map.of("id", id)).statusCode()).isEqualTo(404);
        assertThat(seen.lines("push " + id)).isEmpty();
    }
}
