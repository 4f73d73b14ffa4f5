package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;

@DisplayName("A reactive application that is open to some only")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.github.https-only=true",
            "hookward.endpoints.stripe.allowed-addresses=192.0.2.0/24, 2001:db8::/32"
        })
class ReactiveAccessTest {
    @Value("${local.server.port}")
    private int port;

    private TestDelivery delivery(String provider) {
        return SimulatedProvider.of(Providers.get(provider), Secret.of("not-a-real-secret-of-" + provider))
                .delivery()
                .id(UUID.randomUUID().toString())
                .body("{}");
    }

    private HttpAnswer send(String provider, String header, String value) throws Exception {
        return HttpSender.to("http://127.0.0.1:" + port + "/webhooks/" + provider)
                .send(delivery(provider).header(header, value).valid());
    }

    @Test
    @DisplayName("refuses plain HTTP and other senders, whatever a stranger's headers say")
    void strangers() throws Exception {
        HttpAnswer plain = send("github", "X-Forwarded-Proto", "https");
        assertThat(plain.status()).isEqualTo(403);
        assertThat(plain.body()).contains("\"code\":\"forbidden\"");
        assertThat(send("stripe", "X-Forwarded-For", "192.0.2.1").status()).isEqualTo(403);
        assertThat(send("slack", "X-Forwarded-For", "192.0.2.1").status()).isEqualTo(200);
    }

    @Nested
    @DisplayName("behind a trusted proxy")
    @TestPropertySource(properties = "hookward.filter.trusted-proxies=127.0.0.1")
    class BehindProxy {
        @Value("${local.server.port}")
        private int proxied;

        @Test
        @DisplayName("believes what the proxy says, and nothing that stood there before")
        void proxied() throws Exception {
            port = proxied;
            assertThat(send("github", "X-Forwarded-Proto", "https").status()).isEqualTo(200);
            assertThat(send("github", "X-Forwarded-Proto", "http").status()).isEqualTo(403);
            assertThat(send("stripe", "X-Forwarded-For", "192.0.2.1").status()).isEqualTo(200);
            assertThat(send("stripe", "X-Forwarded-For", "2001:db8::1").status())
                    .isEqualTo(200);
            assertThat(send("stripe", "X-Forwarded-For", "192.0.2.1, 203.0.113.9")
                            .status())
                    .isEqualTo(403);
        }
    }
}
