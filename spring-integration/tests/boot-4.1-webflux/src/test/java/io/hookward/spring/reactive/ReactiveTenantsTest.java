package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.SimulatedProvider;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

@DisplayName("Tenants of a reactive application, over real HTTP")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReactiveTenantsTest {
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

    private HttpAnswer deliver(String tenant, String signer) throws Exception {
        return http.deliver(
                "/webhooks/" + tenant + "/issues",
                SimulatedProvider.of(Providers.get("github"), Secret.of("not-a-real-secret-of-" + signer))
                        .delivery()
                        .id(id)
                        .valid());
    }

    @Test
    @DisplayName("are handled each for itself, though their deliveries have one id")
    void sameId() throws Exception {
        assertThat(deliver("globex", "globex").status()).isEqualTo(200);
        assertThat(deliver("hooli", "hooli").status()).isEqualTo(200);
        assertThat(deliver("globex", "globex").headers().first("Webhook-Duplicate"))
                .isEqualTo("true");

        assertThat(seen.lines("issue " + id))
                .containsExactly("issue " + id + " of globex", "issue " + id + " of hooli");
    }

    @Test
    @DisplayName("cannot sign for each other, and one that there is not is refused like a wrong signature")
    void wrong() throws Exception {
        assertThat(deliver("hooli", "globex").status()).isEqualTo(401);
        assertThat(deliver("initech", "initech").status()).isEqualTo(401);
        assertThat(seen.lines("issue " + id)).isEmpty();
    }

    @Test
    @DisplayName("are no parameters of a request: without a verified delivery, a controller that asks is not called")
    void forged() throws Exception {
        assertThat(http.form("/open/tenant?customer=globex", "customer=globex").status())
                .isEqualTo(500);
        assertThat(seen.lines("forged globex")).isEmpty();
    }
}
