package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

@DisplayName("Tenants of an application, over real HTTP")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TenantsTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Seen seen;

    private Http http;
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void client() {
        http = new Http(port);
    }

    private HttpResponse<String> deliver(String path, String signer) {
        WebhookRequest request =
                Http.signed(Providers.get("github"), "not-a-real-secret-of-" + signer, id, "issues", "{}");
        return http.deliver(path, request);
    }

    @ParameterizedTest
    @CsvSource({"repositories, repository", "issues, issue"})
    @DisplayName("are handled each for itself, though their deliveries have one id, by a listener and by a controller")
    void sameId(String endpoint, String line) {
        assertThat(deliver("/webhooks/globex/" + endpoint, "globex").statusCode())
                .isEqualTo(200);
        assertThat(deliver("/webhooks/hooli/" + endpoint, "hooli").statusCode()).isEqualTo(200);
        HttpResponse<String> again = deliver("/webhooks/globex/" + endpoint, "globex");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Webhook-Duplicate")).hasValue("true");
        assertThat(seen.lines(line + " " + id))
                .containsExactly(line + " " + id + " of globex", line + " " + id + " of hooli");
    }

    @Test
    @DisplayName("cannot sign for each other, and one that there is not looks like a wrong signature")
    void wrong() {
        HttpResponse<String> other = deliver("/webhooks/hooli/issues", "globex");
        HttpResponse<String> unknown = deliver("/webhooks/initech/issues", "initech");

        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(other.body());
        assertThat(seen.lines("issue " + id)).isEmpty();
    }

    @Test
    @DisplayName("are no parameters of a request: without a verified delivery, a controller that asks is not called")
    void forged() {
        assertThat(http.form("/open/tenant", Map.of("customer", "globex")).statusCode())
                .isEqualTo(500);
        assertThat(seen.lines("forged globex")).isEmpty();
    }
}
