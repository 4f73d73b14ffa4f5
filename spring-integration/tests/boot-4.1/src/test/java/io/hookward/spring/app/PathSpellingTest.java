package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPatternParser;

@DisplayName("Where Spring MVC ignores case, and anybody may call")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.open.provider=github",
            "hookward.endpoints.open.path=/webhooks/sgithubk",
            "hookward.endpoints.open.secret=not-a-real-secret-of-github",
            "hookward.endpoints.square.path=/webhooks/square/",
            "hookward.endpoints.square.public-url=https://example.com/webhooks/square/",
            "hookward.endpoints.square.secret=not-a-real-secret-of-square"
        })
@Import(PathSpellingTest.Open.class)
class PathSpellingTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Open open;

    @Autowired
    private Lenient lenient;

    private Http http;

    @TestConfiguration(proxyBeanMethods = false)
    static class Lenient implements WebMvcConfigurer {
        final List<String> squared = new CopyOnWriteArrayList<>();

        @Override
        public void configurePathMatch(PathMatchConfigurer configurer) {
            PathPatternParser parser = new PathPatternParser();
            parser.setCaseSensitive(false);
            configurer.setPatternParser(parser);
        }

        @Bean
        @Order(1)
        @SuppressWarnings("RedundantThrows") // Spring Security 6 throws where 7 does not
        SecurityFilterChain open(HttpSecurity http) throws Exception {
            return http.securityMatcher(request -> true)
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @WebhookListener(endpoint = "square")
        void squared(WebhookDelivery delivery) {
            squared.add(delivery.id().orElse(""));
        }
    }

    @RestController
    static class Open {
        final List<String> reached = new CopyOnWriteArrayList<>();

        @PostMapping("/webhooks/sgithubk")
        String endpoint() {
            reached.add("endpoint");
            return "endpoint";
        }

        @PostMapping("/other/path")
        String other() {
            return "other";
        }
    }

    @BeforeEach
    void client() {
        http = new Http(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/sgithubk",
                "/WEBHOOKS/SGITHUBK",
                "/webhook%C5%BF/sgithubk",
                "/webhooks/%C5%BFgithubk",
                "/webhooks/sg%C4%B0thubk",
                "/webhooks/sg%C4%B1thubk",
                "/webhooks/sgithub%E2%84%AA"
            })
    @DisplayName("an unsigned delivery reaches no controller under whatever letters of Unicode are the same to it")
    void otherLetters(String path) {
        assertThat(http.form(path, Map.of("a", "b")).statusCode()).isIn(400, 401, 404);
        assertThat(open.reached).isEmpty();
    }

    @Test
    @DisplayName("other controllers are found in whatever case")
    void otherPath() {
        assertThat(http.form("/OTHER/Path", Map.of()).body()).isEqualTo("other");
    }

    private HttpResponse<String> square(String signedUrl, String path, String id) {
        WebhookRequest request = WebhookSigner.of(Providers.get("square"), Secret.of("not-a-real-secret-of-square"))
                .draft()
                .url(signedUrl)
                .body(("{\"event_id\":\"" + id + "\",\"type\":\"payment.updated\"}").getBytes(StandardCharsets.UTF_8))
                .sign();
        return http.deliver(path, request);
    }

    @Test
    @DisplayName("an endpoint whose path ends in a slash receives there, under the signed URL with its slash")
    void slashAtTheEnd() {
        String id = UUID.randomUUID().toString();
        String url = "https://example.com/webhooks/square";

        assertThat(square(url, "/webhooks/square/", id).statusCode()).isIn(401, 403);
        assertThat(square(url + "/", "/webhooks/square", id).statusCode()).isEqualTo(404);
        assertThat(lenient.squared).isEmpty();
        assertThat(square(url + "/", "/webhooks/square/", id).statusCode()).isEqualTo(200);
        assertThat(lenient.squared).containsExactly(id);
    }
}
