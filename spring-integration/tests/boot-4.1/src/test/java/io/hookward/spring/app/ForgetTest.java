package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Providers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

@DisplayName("An operator of an application, over real HTTP")
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ForgetTest {
    private static final String PUSH = "{\"ref\":\"refs/heads/main\",\"repository\":{\"name\":\"hookward\"}}";

    @Value("${local.server.port}")
    private int port;

    private Http http;
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void client() {
        http = new Http(port);
    }

    private HttpResponse<String> push(String path, String secret) {
        return http.deliver(path, Http.signed(Providers.get("github"), secret, id, "push", PUSH));
    }

    @Test
    @DisplayName("cannot have a delivery forgotten unless the application allows it")
    void readOnly() {
        push("/webhooks/github", "not-a-real-secret-of-github");

        assertThat(http.deleteAsUser("/actuator/webhooks/github?id=" + id).statusCode())
                .isIn(404, 405);
        assertThat(push("/webhooks/github", "not-a-real-secret-of-github")
                        .headers()
                        .firstValue("Webhook-Duplicate"))
                .hasValue("true");
    }

    @Nested
    @DisplayName("whom the application allows it")
    @TestPropertySource(properties = "management.endpoint.webhooks.access=unrestricted")
    class Allowed {
        @Value("${local.server.port}")
        private int port;

        @Autowired
        private Seen seen;

        @BeforeEach
        void client() {
            http = new Http(port);
        }

        @Test
        @DisplayName("has a delivery forgotten, which is handled once more, and the log tells who asked")
        void forgotten(CapturedOutput output) {
            push("/webhooks/github", "not-a-real-secret-of-github");
            HttpResponse<String> answer = http.deleteAsUser("/actuator/webhooks/github?id=" + id);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"forgotten\":true}");
            assertThat(output.getAll()).contains("github::d:" + id + " was forgotten at the request of user");
            push("/webhooks/github", "not-a-real-secret-of-github");
            push("/webhooks/github", "not-a-real-secret-of-github");
            assertThat(seen.lines("push " + id)).hasSize(2);
        }

        @Test
        @DisplayName("names the tenant, and another's delivery with the same id stays handled")
        void tenant() {
            for (String customer : new String[] {"globex", "hooli"}) {
                push("/webhooks/" + customer + "/repositories", "not-a-real-secret-of-" + customer);
            }

            assertThat(http.deleteAsUser("/actuator/webhooks/repositories?id=" + id)
                            .body())
                    .isEqualTo("{\"forgotten\":false}");
            assertThat(http.deleteAsUser("/actuator/webhooks/repositories?tenant=globex&id=" + id)
                            .body())
                    .isEqualTo("{\"forgotten\":true}");
            for (String customer : new String[] {"globex", "hooli"}) {
                push("/webhooks/" + customer + "/repositories", "not-a-real-secret-of-" + customer);
            }
            assertThat(seen.lines("repository " + id))
                    .containsExactly(
                            "repository " + id + " of globex",
                            "repository " + id + " of hooli",
                            "repository " + id + " of globex");
        }

        @Test
        @DisplayName("is told of a mistake, breaks no line of the log, and is nobody without a password")
        void wrong(CapturedOutput output) {
            assertThat(http.deleteAsUser("/actuator/webhooks/nothing?id=" + id).statusCode())
                    .isEqualTo(400);
            assertThat(http.deleteAsUser("/actuator/webhooks/github").statusCode())
                    .isEqualTo(400);
            assertThat(http.deleteAsUser("/actuator/webhooks/github?id=a%0d%0aforged%20line")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(output.getAll().lines()).noneMatch(line -> line.startsWith("forged"));
            assertThat(http.delete("/actuator/webhooks/github?id=" + id).statusCode())
                    .isIn(302, 401, 403);
        }
    }
}
