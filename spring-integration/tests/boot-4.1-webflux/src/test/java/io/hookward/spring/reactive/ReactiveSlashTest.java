package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

@DisplayName("An endpoint of a reactive application whose path ends in a slash")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.square.path=/webhooks/square/",
            "hookward.endpoints.square.public-url=https://example.com/webhooks/square/",
            "hookward.endpoints.square.secret=not-a-real-secret-of-square"
        })
@ActiveProfiles("default-security")
@Import(OpenApplication.class)
class ReactiveSlashTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Square square;

    @TestConfiguration(proxyBeanMethods = false)
    static class Square {
        final List<String> received = new CopyOnWriteArrayList<>();

        @WebhookListener(endpoint = "square")
        void received(WebhookDelivery delivery) {
            received.add(delivery.id().orElse(""));
        }
    }

    private int send(String signedUrl, String path, String id) throws Exception {
        WebhookRequest request = WebhookSigner.of(Providers.get("square"), Secret.of("not-a-real-secret-of-square"))
                .draft()
                .url(signedUrl)
                .body(("{\"event_id\":\"" + id + "\",\"type\":\"payment.updated\"}").getBytes(StandardCharsets.UTF_8))
                .sign();
        return new Http(port).deliver(path, request).status();
    }

    @Test
    @DisplayName("receives there, under the signed URL with its slash")
    void slash() throws Exception {
        String id = UUID.randomUUID().toString();
        String url = "https://example.com/webhooks/square";

        assertThat(send(url, "/webhooks/square/", id)).isIn(401, 403);
        assertThat(send(url + "/", "/webhooks/square", id)).isEqualTo(404);
        assertThat(square.received).isEmpty();
        assertThat(send(url + "/", "/webhooks/square/", id)).isEqualTo(200);
        assertThat(square.received).containsExactly(id);
    }
}
